import { crc32 } from 'node:zlib';
import { JsonBytes } from './json-bytes';

const CRC_HEX_LENGTH = 8;
const SPACE = 0x20;
const LF = 0x0a;
const HEX = Buffer.from('0123456789abcdef', 'latin1');
const USUAL_BYTES = 512 * 1024;

/**
 * Records gathered for one write, each as one line: `crc32hex SP json LF`. JSON never holds a raw line feed, so a line is
 * a record. The memory is used again after `clear`.
 */
export class FrameBuffer {
  #json = new JsonBytes(Buffer.allocUnsafeSlow(USUAL_BYTES));
  /** Starts and ends of those to keep. */
  #kept: number[] = [];

  /** Bytes in it. */
  get length(): number {
    return this.#json.length;
  }

  /** Adds a record. `keep`: it is among those that `kept` returns. Throws RangeError for one that is nested too deep, and is as before then. */
  push(record: object, keep = false): void {
    const json = this.#json;
    const start = json.length;
    const from = start + CRC_HEX_LENGTH + 1;
    try {
      this.#write(record, start, from);
    } catch (error) {
      json.length = start;
      throw error;
    }
    const { bytes, length: to } = json;
    writeHex(bytes, start, crc32(bytes.subarray(from, to)));
    bytes[from - 1] = SPACE;
    bytes[to] = LF;
    json.length = to + 1;
    if (keep) this.#kept.push(start, json.length);
  }

  /** All of it; valid until `clear`. */
  bytes(): Buffer {
    return this.#json.bytes.subarray(0, this.#json.length);
  }

  /** Copies of the lines to keep. */
  kept(): Buffer[] {
    const lines: Buffer[] = [];
    for (let at = 0; at < this.#kept.length; at += 2)
      lines.push(Buffer.from(this.#json.bytes.subarray(this.#kept[at], this.#kept[at + 1])));
    return lines;
  }

  clear(): void {
    this.#json.length = 0;
    this.#kept.length = 0;
    if (this.#json.bytes.length > USUAL_BYTES) this.#json.bytes = Buffer.allocUnsafeSlow(USUAL_BYTES);
  }

  #write(record: object, start: number, from: number): void {
    const json = this.#json;
    for (;;) {
      json.length = from;
      json.write(record);
      if (json.length < json.bytes.length) return;
      this.#makeRoom(start, json.length);
    }
  }

  /** For a record that ends at `end`; what was there before `start` stays. */
  #makeRoom(start: number, end: number): void {
    const larger = Buffer.allocUnsafeSlow(Math.max(end + 1, this.#json.bytes.length * 2));
    this.#json.bytes.copy(larger, 0, 0, start);
    this.#json.bytes = larger;
  }
}

function writeHex(buffer: Buffer, at: number, value: number): void {
  for (let digit = 0; digit < CRC_HEX_LENGTH; digit += 1)
    buffer[at + digit] = HEX[(value >>> (28 - 4 * digit)) & 15] ?? 0;
}
