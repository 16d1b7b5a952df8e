import type { ClientLine } from './client-line';

const FULL_EVENTS = 32;
const FULL_CHARS = 16_384;
const SPLIT_SIZES = [1, 2, 3, 5, 7];

/** Gathers events that are due together into one write; cuts them to crumbs if a fault wants that. */
export class StreamWriter {
  readonly #line: ClientLine;
  readonly #split: boolean;
  #pending = '';
  #events = 0;

  constructor(line: ClientLine, split: boolean) {
    this.#line = line;
    this.#split = split;
  }

  get isFull(): boolean {
    return this.#events >= FULL_EVENTS || this.#pending.length >= FULL_CHARS;
  }

  push(text: string): void {
    this.#pending += text;
    this.#events += 1;
  }

  discard(): void {
    this.#pending = '';
    this.#events = 0;
  }

  async flush(): Promise<void> {
    const text = this.#pending;
    this.discard();
    if (text === '') return;
    if (this.#split) await writeCrumbs(this.#line, Buffer.from(text));
    else await this.#line.write(text);
  }
}

/** Writes bytes in pieces of 1 to 7, each in a turn of the event loop of its own. */
export async function writeCrumbs(line: ClientLine, bytes: Buffer): Promise<void> {
  let turn = 0;
  for (let at = 0; at < bytes.length && !line.gone; turn += 1) {
    const size = SPLIT_SIZES[turn % SPLIT_SIZES.length] ?? 1;
    await line.write(bytes.subarray(at, at + size));
    await line.breathe();
    at += size;
  }
}
