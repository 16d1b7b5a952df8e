import { parquetWriteBuffer } from 'hyparquet-writer';
import { parseUsd } from '@/lib/pricing/money';
import { parquetSchema, type Column, type ExportedTable } from './columns';

/** Columns in their order, as the driver gives them: NUMERIC and BIGINT as text, JSON as text. */
export type Row = readonly unknown[];

/** Rows as one Parquet file, snappy-compressed. Money is a decimal of twelve places and never a double. Pure. */
export function writePart(table: ExportedTable, rows: readonly Row[]): Uint8Array {
  const columnData = table.columns.map((column, index) => ({
    name: column.name,
    data: rows.map((row) => valueOf(column, row[index] ?? null)),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema: parquetSchema(table) }));
}

function valueOf({ kind }: Column, value: unknown): unknown {
  if (value === null) return null;
  switch (kind) {
    case 'usd':
      // Picodollars: the twelve places as an integer.
      return parseUsd(String(value));
    case 'long':
      return BigInt(String(value));
    case 'text':
    case 'json':
      return String(value);
    case 'int':
    case 'flag':
    case 'instant':
      return value;
  }
}
