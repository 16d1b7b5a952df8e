/** A quotation is this long at least: names of parameters and models are shorter. */
const QUOTED_CHARS = 24;
/** Looked for at every so many characters: each quotation holds a whole one of these. */
const STEP = QUOTED_CHARS / 2;
const MAX_PLACES = 20;
/** Of a prompt; an error's way must not become slow. */
const LOOKED_AT_BYTES = 256 * 1024;

/**
 * A provider's message without what it quotes of the request: nothing of a prompt is on the books. Looks at the beginning
 * of long requests only. Pure.
 */
export function withoutQuotes(message: string, request: Buffer): string {
  if (message.length < QUOTED_CHARS) return message;
  const text = request.subarray(0, LOOKED_AT_BYTES).toString('utf8');
  let left = '';
  let done = 0;
  for (let at = 0; at + STEP <= message.length; at += STEP) {
    if (at < done) continue;
    const quoted = quotationAt(message, at, text, done);
    if (quoted === undefined) continue;
    const [start, end] = quoted;
    left += `${message.slice(done, start)}[quoted]`;
    done = end;
  }
  return left + message.slice(done);
}

/** The first place that is quoted long enough, of a few where the same words stand. */
function quotationAt(message: string, at: number, text: string, from: number): [number, number] | undefined {
  const words = message.slice(at, at + STEP);
  let found = text.indexOf(words);
  for (let tries = 0; found !== -1 && tries < MAX_PLACES; tries += 1) {
    const [start, end] = extend(message, at, text, found, from);
    if (end - start >= QUOTED_CHARS) return [start, end];
    found = text.indexOf(words, found + 1);
  }
  return undefined;
}

/** How far a match reaches to both sides; not before `from`. */
function extend(message: string, at: number, text: string, found: number, from: number): [number, number] {
  let before = 0;
  while (at - before > from && found - before > 0 && message[at - before - 1] === text[found - before - 1])
    before += 1;
  let after = STEP;
  while (at + after < message.length && message[at + after] === text[found + after]) after += 1;
  return [at - before, at + after];
}
