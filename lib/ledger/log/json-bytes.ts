const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const DIGIT_0 = 0x30;
const FIRST_PRINTABLE = 0x20;
const LAST_ASCII = 0x7e;
/** Above this, digits are made by floating-point division. */
const INT_DIGITS = 1e9;

/**
 * Writes plain data as JSON straight into bytes: what `JSON.stringify` says, at half its cost and without its string.
 * Plain: of objects, arrays, strings, numbers, booleans, null and undefined.
 *
 * It writes on past the end of its bytes, which drops what does not fit: where `length` is beyond them afterwards, there
 * has to be more room and all of it again. So nothing looks at the room for each character.
 */
export class JsonBytes {
  length = 0;

  constructor(public bytes: Buffer) {}

  write(value: unknown): void {
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.number(value);
    else if (value === null || value === undefined) this.ascii('null');
    else if (Array.isArray(value)) this.array(value);
    else if (typeof value === 'object') this.object(value);
    else this.ascii(JSON.stringify(value) ?? 'null');
  }

  private object(value: object): void {
    const { bytes } = this;
    const first = this.length + 1;
    bytes[this.length] = OPEN_BRACE;
    this.length = first;
    for (const name in value) {
      const inner: unknown = value[name as keyof typeof value];
      if (inner === undefined) continue;
      if (this.length > first) bytes[this.length++] = COMMA;
      this.text(name);
      bytes[this.length++] = COLON;
      this.write(inner);
    }
    bytes[this.length++] = CLOSE_BRACE;
  }

  private array(values: readonly unknown[]): void {
    this.bytes[this.length++] = OPEN_BRACKET;
    for (let at = 0; at < values.length; at += 1) {
      if (at > 0) this.bytes[this.length++] = COMMA;
      this.write(values[at]);
    }
    this.bytes[this.length++] = CLOSE_BRACKET;
  }

  private text(value: string): void {
    const { bytes } = this;
    let to = this.length;
    bytes[to++] = QUOTE;
    for (let at = 0; at < value.length; at += 1) {
      const code = value.charCodeAt(at);
      if (code < FIRST_PRINTABLE || code > LAST_ASCII || code === QUOTE || code === BACKSLASH) {
        this.escaped(value);
        return;
      }
      bytes[to++] = code;
    }
    bytes[to++] = QUOTE;
    this.length = to;
  }

  private escaped(value: string): void {
    const json = JSON.stringify(value);
    if (this.length < this.bytes.length) this.bytes.write(json, this.length, 'utf8');
    this.length += Buffer.byteLength(json);
  }

  private number(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) {
      this.ascii(Number.isFinite(value) ? String(value) : 'null');
      return;
    }
    let digits = 1;
    for (let power = 10; power <= value; power *= 10) digits += 1;
    let to = this.length + digits;
    this.length = to;
    let rest = value;
    for (; rest >= INT_DIGITS; rest = Math.floor(rest / 10)) this.bytes[--to] = DIGIT_0 + (rest % 10);
    let small = rest | 0;
    for (; small >= 10; small = (small / 10) | 0) this.bytes[--to] = DIGIT_0 + (small % 10);
    this.bytes[to - 1] = DIGIT_0 + small;
  }

  private ascii(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.bytes[this.length++] = text.charCodeAt(at);
  }
}
