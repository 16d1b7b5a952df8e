export interface CsvLine {
  /** Line of the file on which the record begins, 1 for the first. */
  line: number;
  cells: string[];
}

/**
 * Records of a CSV text (RFC 4180): quoted cells may hold commas, quotes and line breaks. Empty lines are left out.
 * A problem instead when a quote is never closed or stands inside of a bare cell, or something follows a quoted one.
 */
export function readCsv(text: string): { lines: CsvLine[] } | { problem: { line: number; message: string } } {
  const lines: CsvLine[] = [];
  let line = 1;
  let began = 1;
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let wasQuoted = false;
  const endCell = () => {
    cells.push(wasQuoted ? cell : cell.trim());
    cell = '';
    wasQuoted = false;
  };
  const endLine = () => {
    endCell();
    if (cells.some((one) => one !== '')) lines.push({ line: began, cells });
    cells = [];
  };
  for (let at = text.charCodeAt(0) === 0xfeff ? 1 : 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === '' && !wasQuoted) {
      quoted = true;
      wasQuoted = true;
      cell = '';
    } else if (char === '"') return { problem: { line, message: 'a quote stands inside of a cell' } };
    else if (char === ',') endCell();
    else if (char === '\n') {
      endLine();
      began = line;
    } else if (!wasQuoted) {
      if (char !== '\r') cell += char;
    } else if (char !== '\r' && char !== ' ')
      return { problem: { line, message: 'something stands behind a cell in quotes' } };
  }
  if (quoted) return { problem: { line: began, message: 'a quote is never closed' } };
  endLine();
  return { lines };
}
