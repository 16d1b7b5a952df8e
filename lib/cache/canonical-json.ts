const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** Digits that a double keeps for certain. */
const SAFE_DIGITS = 15;
/** Nobody writes requests so deep; who does gets no key. */
const MAX_DEPTH = 100;

/** Parts of a text, in order: bytes that stand as they are in what was read, and words of ours. */
export type CanonicalPart = string | Buffer;

/** Thrown at what parsers may read in different ways. */
class Ambiguous extends Error {}

/**
 * A JSON text that has been parsed before, as a text of its own, to be digested and not to be read: the names of each object in order, each
 * string behind its length. The same for the same JSON value, however it was written. Read from the bytes: to parse a long
 * prompt once more would take longer than all the rest. Members in `left` at the top are left out. Undefined where two
 * parsers may take the text for different values: a name that is there twice, a number of more digits than a double keeps.
 */
export function canonicalJson(json: Buffer, left: ReadonlySet<string> = NONE): CanonicalPart[] | undefined {
  try {
    return new Canonical(json).value(left, 0);
  } catch (error) {
    if (error instanceof Ambiguous) return undefined;
    throw error;
  }
}

const NONE: ReadonlySet<string> = new Set();
const isSpace = (byte: number) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
const isScalar = (byte: number) =>
  (byte >= 0x30 && byte <= 0x39) ||
  (byte >= 0x61 && byte <= 0x7a) ||
  byte === 0x45 ||
  (byte >= 0x2b && byte <= 0x2e && byte !== 0x2c);

class Canonical {
  #at = 0;

  constructor(private readonly json: Buffer) {}

  value(left: ReadonlySet<string>, depth: number): CanonicalPart[] {
    if (depth > MAX_DEPTH) throw new Ambiguous();
    const byte = this.#next();
    if (byte === QUOTE) return this.#text();
    if (byte === 0x7b) return this.#object(left, depth);
    if (byte === 0x5b) return this.#array(depth);
    return [this.#scalar()];
  }

  /** The next byte that is no white space, which stays where it is. */
  #next(): number {
    while (isSpace(this.json[this.#at] ?? 0)) this.#at += 1;
    const byte = this.json[this.#at];
    if (byte === undefined) throw new Ambiguous();
    return byte;
  }

  /** Escaped or not, by its letters; halves of a surrogate pair, which UTF-8 has no bytes for, stay escaped. */
  #text(): CanonicalPart[] {
    const open = this.#at;
    const close = endOfString(this.json, open);
    this.#at = close + 1;
    const escape = this.json.indexOf(BACKSLASH, open);
    if (escape === -1 || escape > close)
      return [`"${close - open - 1}:`, this.json.subarray(open + 1, close)];
    const text = JSON.parse(this.json.toString('utf8', open, close + 1)) as string;
    if (!text.isWellFormed()) return [`\\${JSON.stringify(text)}`];
    const bytes = Buffer.from(text);
    return [`"${bytes.length}:`, bytes];
  }

  #object(left: ReadonlySet<string>, depth: number): CanonicalPart[] {
    const members = new Map<string, CanonicalPart[]>();
    this.#at += 1;
    for (let byte = this.#next(); byte !== 0x7d; byte = this.#next()) {
      if (byte === 0x2c) this.#at += 1;
      this.#next();
      const open = this.#at;
      this.#at = endOfString(this.json, open) + 1;
      const name = JSON.parse(this.json.toString('utf8', open, this.#at)) as string;
      if (members.has(name) || this.#next() !== 0x3a) throw new Ambiguous();
      this.#at += 1;
      members.set(name, this.value(NONE, depth + 1));
    }
    this.#at += 1;
    const kept = [...members.keys()].filter((name) => !left.has(name)).sort();
    return [
      '{',
      ...kept.flatMap((name) => [JSON.stringify(name), ':', ...(members.get(name) ?? []), ',']),
      '}',
    ];
  }

  #array(depth: number): CanonicalPart[] {
    const parts: CanonicalPart[] = ['['];
    this.#at += 1;
    for (let byte = this.#next(); byte !== 0x5d; byte = this.#next()) {
      if (byte === 0x2c) this.#at += 1;
      for (const part of this.value(NONE, depth + 1)) parts.push(part);
      parts.push(',');
    }
    this.#at += 1;
    parts.push(']');
    return parts;
  }

  #scalar(): string {
    const from = this.#at;
    while (isScalar(this.json[this.#at] ?? 0)) this.#at += 1;
    const text = this.json.toString('latin1', from, this.#at);
    const value: unknown = JSON.parse(text);
    if (typeof value === 'number' && (!Number.isFinite(value) || digitsIn(text) > SAFE_DIGITS))
      throw new Ambiguous();
    return JSON.stringify(value);
  }
}

const digitsIn = (number: string) => number.replace(/e.*$/i, '').replace(/\D/g, '').length;

/** Index of the closing quote. */
function endOfString(json: Buffer, open: number): number {
  for (let quote = json.indexOf(QUOTE, open + 1); quote !== -1; quote = json.indexOf(QUOTE, quote + 1)) {
    let slashes = 0;
    while (json[quote - 1 - slashes] === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return quote;
  }
  throw new Ambiguous();
}
