import { csvLine, type Cell } from './csv';

export type ExportFormat = 'csv' | 'json';

export interface ExportTable {
  /** What holds for the whole of it: zone, range, filters. In CSV the first lines, in JSON the key `about`. */
  about: Record<string, string>;
  columns: readonly string[];
  rows: AsyncIterable<readonly Cell[]>;
}

/** A table as pieces of text, one row at a time: nothing is gathered, whatever its size. */
export async function* writeTable(table: ExportTable, format: ExportFormat): AsyncGenerator<string> {
  if (format === 'csv') {
    for (const [name, value] of Object.entries(table.about)) yield csvLine([`# ${name}`, value]);
    yield csvLine([...table.columns]);
    for await (const row of table.rows) yield csvLine(row);
    return;
  }
  yield `{"about":${JSON.stringify(table.about)},"rows":[`;
  let separator = '\n';
  for await (const row of table.rows) {
    const entries = table.columns.map((column, index) => [column, jsonValue(row[index] ?? null)]);
    yield `${separator}${JSON.stringify(Object.fromEntries(entries))}`;
    separator = ',\n';
  }
  yield '\n]}\n';
}

/** Numbers stay decimal text: money and counts beyond a double would lose digits. */
const jsonValue = (cell: Cell) => (cell !== null && typeof cell === 'object' ? cell.number : cell);
