import { randomUUID } from 'node:crypto';

/** What begins a text that stands for an integer; nobody outside of this process can write it. */
const MARK = `integer ${randomUUID()} `;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** As long as the shortest integer that a double may not hold. */
const LONG = /\d{16}/;
const INTEGER = /^-?[1-9]\d*$/;
const OF_NUMBERS = '0123456789+-.eE';

/**
 * Parses JSON without rounding its integers: one that no double holds (an id of 19 digits) becomes a text that
 * {@link stringifyExact} writes as the number that it was. Throws SyntaxError.
 */
export function parseExact(json: string): unknown {
  return JSON.parse(LONG.test(json) ? markIntegers(json) : json);
}

/** Whether `JSON.parse` may round something in it; false is certain. */
export const mayRound = (json: string): boolean => LONG.test(json);

/** What was parsed already, or once more where that has rounded something. */
export function exactly(json: string, parsed: unknown): unknown {
  return mayRound(json) ? parseExact(json) : parsed;
}

/** `JSON.stringify` for what came of {@link parseExact}. */
export function stringifyExact(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes(MARK) ? json.replace(MARKED, '$1') : json;
}

/** By hand: regular expressions that skip strings run out of stack in those of megabytes. */
function markIntegers(json: string): string {
  let marked = '';
  let copied = 0;
  for (let at = 0; at < json.length;) {
    const from = at;
    if (json[at] === '"') at = endOfString(json, at);
    else if (!isDigitOrMinus(json.charCodeAt(at))) at += 1;
    else {
      while (OF_NUMBERS.includes(json[at] ?? ' ')) at += 1;
      const number = json.slice(from, at);
      if (!INTEGER.test(number) || Number.isSafeInteger(Number(number))) continue;
      marked += `${json.slice(copied, from)}"${MARK}${number}"`;
      copied = at;
    }
  }
  return marked + json.slice(copied);
}

const isDigitOrMinus = (code: number) => (code >= 0x30 && code <= 0x39) || code === 0x2d;

/** Index just past the string that starts at `start` (its opening quote). */
function endOfString(json: string, start: number): number {
  for (let quote = json.indexOf('"', start + 1); quote !== -1; quote = json.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}
