/** Cells of a CSV text (RFC 4180: quotes, doubled quotes, line feeds in quotes), each row with the line that it starts on. */
export function readCsv(text: string): { line: number; cells: string[] }[] {
  const rows: { line: number; cells: string[] }[] = [];
  let line = 1;
  let row = { line, cells: [] as string[] };
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.cells.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    line += (quoted?.match(/\n/g) ?? []).length;
    if (end === ',') continue;
    if (row.cells.some((cell) => cell !== '')) rows.push(row);
    line += 1;
    row = { line, cells: [] };
    if (end === '') break;
  }
  return rows;
}
