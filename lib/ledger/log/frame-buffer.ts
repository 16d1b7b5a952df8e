import { crc32 } from 'node:zlib';

const CRC_HEX_LENGTH = 8;
const SPACE = 0x20;
const LF = 0x0a;
const HEX = Buffer.from('0123456789abcdef', 'latin1');
/** UTF-8 takes at most so many bytes for one UTF-16 unit. */
const MAX_BYTES_PER_CHAR = 3;
const FRAMING_BYTES = CRC_HEX_LENGTH + 2;
const USUAL_BYTES = 512 * 1024;

/**
 * Records gathered for one write, each as one line: `crc32hex SP json LF`. JSON never holds a raw line feed, so a line is
 * a record. The memory is used again after `clear`.
 */
export class FrameBuffer {
  #buffer = Buffer.allocUnsafeSlow(USUAL_BYTES);
  #length = 0;
  /** Starts and ends of those to keep. */
  #kept: number[] = [];

  /** Bytes in it. */
  get length(): number {
    return this.#length;
  }

  /** Adds a record, given as JSON text. `keep`: it is among those that `kept` returns. */
  push(json: string, keep = false): void {
    this.#makeRoom(json.length * MAX_BYTES_PER_CHAR + FRAMING_BYTES);
    const start = this.#length;
    const from = start + CRC_HEX_LENGTH + 1;
    const buffer = this.#buffer;
    const to = from + buffer.write(json, from, 'utf8');
    writeHex(buffer, start, crc32(buffer.subarray(from, to)));
    buffer[from - 1] = SPACE;
    buffer[to] = LF;
    this.#length = to + 1;
    if (keep) this.#kept.push(start, this.#length);
  }

  /** All of it; valid until `clear`. */
  bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Copies of the lines to keep. */
  kept(): Buffer[] {
    const lines: Buffer[] = [];
    for (let at = 0; at < this.#kept.length; at += 2)
      lines.push(Buffer.from(this.#buffer.subarray(this.#kept[at], this.#kept[at + 1])));
    return lines;
  }

  clear(): void {
    this.#length = 0;
    this.#kept.length = 0;
    if (this.#buffer.length > USUAL_BYTES) this.#buffer = Buffer.allocUnsafeSlow(USUAL_BYTES);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(larger, 0, 0, this.#length);
    this.#buffer = larger;
  }
}

function writeHex(buffer: Buffer, at: number, value: number): void {
  for (let digit = 0; digit < CRC_HEX_LENGTH; digit += 1)
    buffer[at + digit] = HEX[(value >>> (28 - 4 * digit)) & 15] ?? 0;
}
