/** A cell: text is guarded and quoted; a number, also one beyond a double, is decimal text in its own wrapper. */
export type Cell = string | { number: string } | null;

/** What spreadsheets begin a formula with, also in full width and after spaces, and what they skip before it. */
const FORMULA = /^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/;

/**
 * One line of CSV (RFC 4180), every cell quoted. Text that a spreadsheet would take for a formula gets an apostrophe
 * before it; numbers do not, so that a negative amount stays one. Null is an empty cell.
 */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map((cell) => `"${plain(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

function plain(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'object') return cell.number;
  return FORMULA.test(cell) ? `'${cell}` : cell;
}
