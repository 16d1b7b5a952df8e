/** Lines on which the entries of the outermost list of a JSON text begin, 1 for the first. The text is known to parse. */
export function linesOfEntries(text: string): number[] {
  const lines: number[] = [];
  let line = 1;
  let depth = 0;
  let listDepth: number | undefined;
  let inString = false;
  let expectsEntry = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (char === '\n') line += 1;
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
      continue;
    }
    if (expectsEntry && !/[\s\]]/.test(char)) {
      lines.push(line);
      expectsEntry = false;
    }
    if (char === '"') inString = true;
    else if (char === '[' || char === '{') {
      depth += 1;
      if (char === '[' && listDepth === undefined) {
        listDepth = depth;
        expectsEntry = true;
      }
    } else if (char === ']' || char === '}') {
      if (depth === listDepth) return lines;
      depth -= 1;
    } else if (char === ',' && depth === listDepth) expectsEntry = true;
  }
  return lines;
}
