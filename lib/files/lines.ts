import { isUtf8 } from 'node:buffer';

const LINE_FEED = 10;

/** One line of a file: its number from 1, and its text; undefined where it is too long or no UTF-8. */
export interface Line {
  number: number;
  text: string | undefined;
}

/**
 * Lines of a file that comes in pieces, cut at line feeds however the pieces fall; empty ones are counted and left out.
 * Of a line that is longer than `maxBytes` nothing is kept in memory.
 */
export async function* linesOf(source: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Line> {
  let held: Buffer[] = [];
  let [bytes, number] = [0, 0];
  const finish = (): Line | undefined => {
    number += 1;
    const line = bytes > maxBytes ? undefined : Buffer.concat(held);
    [held, bytes] = [[], 0];
    if (line === undefined || !isUtf8(line)) return { number, text: undefined };
    const text = line.toString('utf8').trim();
    return text === '' ? undefined : { number, text };
  };
  const hold = (piece: Buffer) => {
    bytes += piece.length;
    if (bytes <= maxBytes) held.push(piece);
    else held = [];
  };
  for await (const piece of source) {
    let start = 0;
    for (let end = piece.indexOf(LINE_FEED); end !== -1; end = piece.indexOf(LINE_FEED, start)) {
      hold(piece.subarray(start, end));
      start = end + 1;
      const line = finish();
      if (line !== undefined) yield line;
    }
    hold(piece.subarray(start));
  }
  const line = bytes === 0 ? undefined : finish();
  if (line !== undefined) yield line;
}
