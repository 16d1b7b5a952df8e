const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
/** Digits that a double keeps for certain. */
const SAFE_DIGITS = 15;

/** Index of the closing quote. */
function endOfString(json: Buffer, open: number): number {
  for (let quote = json.indexOf(QUOTE, open + 1); quote !== -1; quote = json.indexOf(QUOTE, quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
  }
  return json.length;
}

const isNumeric = (byte: number) => (byte >= 0x30 && byte <= 0x39) || byte === 0x2e;

/**
 * Members of all objects in a JSON text; undefined when it holds a number of more digits than a double keeps. Two texts
 * that a parser takes for equal may differ by such a number, or by a name that is there twice, and providers may read
 * them apart: neither is kept in a cache (lib/cache/canonical-json.ts compares the count).
 */
export function countMembers(json: Buffer): number | undefined {
  let members = 0;
  let digits = 0;
  for (let at = 0; at < json.length; at += 1) {
    const byte = json[at] ?? 0;
    if (isNumeric(byte)) {
      digits += 1;
      if (digits > SAFE_DIGITS) return undefined;
      continue;
    }
    digits = 0;
    if (byte === QUOTE) at = endOfString(json, at);
    else if (byte === COLON) members += 1;
  }
  return members;
}
