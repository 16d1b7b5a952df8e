/** Top-level members of a JSON object's bytes, replaced or added without parsing or re-serialising the rest. */
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const COMMA = 0x2c;
const COLON = 0x3a;

/** Index just past the string that starts at `start` (its opening quote). */
function endOfString(json: Buffer, start: number): number {
  for (let quote = json.indexOf(QUOTE, start + 1); quote !== -1; quote = json.indexOf(QUOTE, quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote + 1;
  }
  return json.length;
}

function skipSpace(json: Buffer, from: number): number {
  let at = from;
  for (let byte = json[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = json[at])
    at += 1;
  return at;
}

/** Index of the comma or closing brace that ends the value which starts at `start`. */
function endOfValue(json: Buffer, start: number): number {
  let depth = 0;
  let at = start;
  while (at < json.length) {
    const byte = json[at];
    if (byte === QUOTE) {
      at = endOfString(json, at);
      continue;
    }
    if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
    else if (depth === 0 && (byte === COMMA || byte === CLOSE_BRACE)) return at;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) depth -= 1;
    at += 1;
  }
  return at;
}

/** The end without the white space before the comma or brace, which is not ours to change. */
function trimEnd(json: Buffer, end: number): number {
  let at = end;
  for (
    let byte = json[at - 1];
    byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    byte = json[at - 1]
  )
    at -= 1;
  return at;
}

/**
 * `json` must hold one valid JSON object (it has been parsed before). Each member's value is JSON text. A name that
 * occurs several times is replaced each time, since parsers differ in which one wins.
 */
export function spliceJson(json: Buffer, members: ReadonlyMap<string, string>): Buffer {
  const pieces: Buffer[] = [];
  const missing = new Set(members.keys());
  const open = json.indexOf(OPEN_BRACE);
  let copied = open + 1;
  let at = skipSpace(json, open + 1);
  const empty = json[at] === CLOSE_BRACE;

  while (json[at] === QUOTE) {
    const nameEnd = endOfString(json, at);
    const name: unknown = JSON.parse(json.toString('utf8', at, nameEnd));
    const colon = json.indexOf(COLON, nameEnd);
    const valueStart = skipSpace(json, colon + 1);
    const valueEnd = endOfValue(json, valueStart);
    const replacement = typeof name === 'string' ? members.get(name) : undefined;
    if (typeof name === 'string' && replacement !== undefined) {
      pieces.push(json.subarray(copied, valueStart), Buffer.from(replacement));
      copied = trimEnd(json, valueEnd);
      missing.delete(name);
    }
    if (json[valueEnd] !== COMMA) break;
    at = skipSpace(json, valueEnd + 1);
  }

  const added = [...missing]
    .map((name) => `${JSON.stringify(name)}:${members.get(name) ?? 'null'}`)
    .join(',');
  const head = added === '' ? '{' : empty ? `{${added}` : `{${added},`;
  return Buffer.concat([Buffer.from(head), ...pieces, json.subarray(copied)]);
}
