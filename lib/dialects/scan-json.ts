const SPACE = 0x20;
const COLON = 0x3a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LETTER_N = 0x6e;

/** Index of the first character of the value of member `name` at or after `from`, or -1. Compact or spaced JSON. */
function valueIndex(json: string, name: string, from: number): number {
  let at = json.indexOf(name, from);
  while (at >= 0) {
    let after = at + name.length;
    if (json.charCodeAt(at - 1) === QUOTE && json.charCodeAt(after) === QUOTE) {
      after++;
      while (json.charCodeAt(after) === SPACE) after++;
      if (json.charCodeAt(after) === COLON) {
        after++;
        while (json.charCodeAt(after) === SPACE) after++;
        return after;
      }
    }
    at = json.indexOf(name, at + name.length);
  }
  return -1;
}

/**
 * Whether JSON text has a member `name` that is not null, at any depth, without parsing it. A quote inside a string is
 * escaped, so text that merely talks of the member is not taken for it.
 */
export function hasField(json: string, name: string): boolean {
  let at = valueIndex(json, name, 0);
  while (at >= 0) {
    if (json.charCodeAt(at) !== LETTER_N) return true;
    at = valueIndex(json, name, at);
  }
  return false;
}

/** Where the text of the first member `name` with a string value begins and ends, its quotes left out. */
export function stringSpan(json: string, name: string): { start: number; end: number } | undefined {
  const quote = valueIndex(json, name, 0);
  if (quote < 0 || json.charCodeAt(quote) !== QUOTE) return undefined;
  let end = json.indexOf('"', quote + 1);
  while (end > 0 && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end < 0 ? undefined : { start: quote + 1, end };
}

function isEscaped(json: string, at: number): boolean {
  let slashes = 0;
  while (json.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes++;
  return slashes % 2 === 1;
}
