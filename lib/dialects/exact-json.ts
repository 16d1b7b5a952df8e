import { randomUUID } from 'node:crypto';

/** What begins a text that stands for an integer; nobody outside of this process can write it. */
const MARK = `integer ${randomUUID()} `;
const MARKED = new RegExp(`"${MARK}(-?\\d+)"`, 'g');

/** As long as the shortest integer that a double may not hold. */
const LONG = /\d{16}/;
/** Strings, which are skipped, and numbers. */
const TOKENS = /"[^"\\]*(?:\\[^][^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * Parses JSON without rounding its integers: one that no double holds (an id of 19 digits) becomes a text that
 * {@link stringifyExact} writes as the number that it was. Throws SyntaxError.
 */
export function parseExact(json: string): unknown {
  return JSON.parse(LONG.test(json) ? json.replace(TOKENS, keepDigits) : json);
}

/** What was parsed already, or once more where that has rounded something. */
export function exactly(json: string, parsed: unknown): unknown {
  return LONG.test(json) ? parseExact(json) : parsed;
}

/** `JSON.stringify` for what came of {@link parseExact}. */
export function stringifyExact(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes(MARK) ? json.replace(MARKED, '$1') : json;
}

function keepDigits(token: string): string {
  const isHeld = !LONG.test(token) || !/^-?\d+$/.test(token) || Number.isSafeInteger(Number(token));
  return isHeld ? token : `"${MARK}${token}"`;
}
