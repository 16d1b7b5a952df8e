import { z, type ZodError } from 'zod';
import { readCsv } from '@/lib/csv/read-csv';
import { checkPriceRows } from '../check-price-rows';
import { priceRowSchema, type PriceRow } from '../price-row';
import { CSV_COLUMNS, csvRow, type CsvColumn } from './csv-row';
import type { FileProblem } from './file-problem';
import { linesOfEntries } from './json-lines';

export interface FileDefaults {
  /** `file:NAME`, unless a row says where its price was read. */
  source: string;
  /** ISO 8601. */
  recordedAt: string;
}

export type ParsedPriceFile =
  { rows: PriceRow[]; problems: [] } | { rows?: undefined; problems: FileProblem[] };

interface RawRow {
  line: number;
  row: unknown;
  problems: FileProblem[];
}

/** Rows beyond this are no price list. */
const MAX_ROWS = 20_000;
/** Above 0 are the rows that an admin sets by hand. */
const importedRowSchema = priceRowSchema.extend({
  priority: z.literal(0, 'imported rows have priority 0: an admin sets others by hand'),
});
const DEFAULT_FROM = '2020-01-01T00:00:00.000Z';

/**
 * Reads a price list: CSV with the columns of {@link CSV_COLUMNS}, or JSON (a list of rows, or an object with it under
 * `prices`). All that is wrong is told, by line and field; then there are no rows.
 */
export function parsePriceFile(
  text: string,
  format: 'csv' | 'json',
  defaults: FileDefaults,
): ParsedPriceFile {
  const read = format === 'csv' ? readCsvRows(text) : readJsonRows(text);
  if ('problem' in read) return { problems: [read.problem] };
  if (read.rows.length === 0) return { problems: [{ message: 'there is no row in it' }] };
  if (read.rows.length > MAX_ROWS) return { problems: [{ message: `at most ${MAX_ROWS} rows at once` }] };
  const nameOf = format === 'csv' ? columnOf : (field: string) => field;
  const checked = read.rows.map((raw) => checkRow(raw, defaults, nameOf));
  const problems = checked.flatMap((one) => one.problems);
  if (problems.length > 0) return { problems };
  const rows = checked.flatMap(({ row }) => row ?? []);
  const together = checkPriceRows(rows, 'rows').map(({ path, message }): FileProblem => {
    const [, index = '0', field = ''] = /^rows\[(\d+)\]\.?(.*)$/.exec(path) ?? [];
    return {
      line: read.rows[Number(index)]?.line ?? 1,
      field: nameOf(field),
      message: withLines(message, read.rows),
    };
  });
  return together.length > 0 ? { problems: together } : { rows, problems: [] };
}

function readCsvRows(text: string): { rows: RawRow[] } | { problem: FileProblem } {
  const read = readCsv(text);
  if ('problem' in read) return read;
  const [head, ...records] = read.lines;
  const columns = (head?.cells ?? []).map((name) => name.toLowerCase());
  const unknown = columns.find((name) => !isColumn(name));
  const missing = ['provider', 'model', 'meter', 'rate'].find((name) => !columns.includes(name));
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (missing !== undefined)
    return { problem: { line: 1, field: missing, message: 'there is no such column' } };
  if (unknown !== undefined)
    return { problem: { line: 1, field: unknown, message: 'is no column of a price list' } };
  if (twice !== undefined) return { problem: { line: 1, field: twice, message: 'is there twice' } };
  const rows = records.map(({ line, cells }): RawRow => {
    if (cells.length > columns.length)
      return { line, row: {}, problems: [{ line, message: 'more cells than columns' }] };
    const named = new Map(columns.map((column, index) => [column as CsvColumn, cells[index] ?? '']));
    const { row, problems } = csvRow(named);
    return { line, row, problems: problems.map((problem) => ({ line, ...problem })) };
  });
  return { rows };
}

function readJsonRows(text: string): { rows: RawRow[] } | { problem: FileProblem } {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { problem: { message: 'is not JSON' } };
  }
  const list = typeof value === 'object' && value !== null && 'prices' in value ? value.prices : value;
  if (!Array.isArray(list)) return { problem: { message: 'must hold a list of price rows' } };
  const lines = linesOfEntries(text);
  return { rows: list.map((row: unknown, index) => ({ line: lines[index] ?? 1, row, problems: [] })) };
}

function checkRow(
  { line, row, problems }: RawRow,
  defaults: FileDefaults,
  nameOf: (field: string) => string,
): { row?: PriceRow; problems: FileProblem[] } {
  if (problems.length > 0) return { problems };
  const parsed = importedRowSchema.safeParse(
    typeof row === 'object' && row !== null ? withDefaults(row, line, defaults) : row,
  );
  if (parsed.success) return { row: parsed.data, problems: [] };
  return {
    problems: issuesOf(parsed.error).map(({ field, message }) => ({ line, field: nameOf(field), message })),
  };
}

function withDefaults(row: object, line: number, { source, recordedAt }: FileDefaults): object {
  const filled = { per: 1_000_000, effectiveFrom: DEFAULT_FROM, source, recordedAt, priority: 0, ...row };
  return { id: `${source} line ${line} ${recordedAt.slice(0, 19)}`, ...filled };
}

function issuesOf(error: ZodError): { field: string; message: string }[] {
  return error.issues.flatMap((issue) => {
    const field = issue.path.map(String).join('.');
    if (issue.code !== 'unrecognized_keys') return [{ field, message: issue.message }];
    return issue.keys.map((key) => ({
      field: field === '' ? key : `${field}.${key}`,
      message: 'there is no such field',
    }));
  });
}

function columnOf(field: string): string {
  const exact = Object.entries(CSV_COLUMNS).find(([, name]) => name === field);
  const around = Object.entries(CSV_COLUMNS).find(([, name]) => field.startsWith(name) && name !== 'id');
  return (exact ?? around)?.[0] ?? field;
}

function isColumn(name: string): boolean {
  return Object.hasOwn(CSV_COLUMNS, name);
}

/** Other rows are named by their lines too. */
function withLines(message: string, rows: readonly RawRow[]): string {
  return message.replace(/rows\[(\d+)\]/g, (place, index: string) => {
    const line = rows[Number(index)]?.line;
    return line === undefined ? place : `line ${line}`;
  });
}
