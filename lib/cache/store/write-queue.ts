import { sizeOf, type KeptAnswer } from '../kept-answer';

/** Answers that wait to be written, one for each key; beyond this many bytes the oldest are left out: memory has them. */
const MAX_BYTES = 16 * 1024 * 1024;
/** So many a statement: sealing them must not hold up those who wait for tokens. */
const BATCH = 32;

export class WriteQueue {
  private readonly waiting = new Map<string, KeptAnswer>();
  private bytes = 0;

  push(answer: KeptAnswer): void {
    this.drop(answer.key);
    this.waiting.set(answer.key, answer);
    this.bytes += sizeOf(answer);
    for (const key of this.waiting.keys()) {
      if (this.bytes <= MAX_BYTES) return;
      this.drop(key);
    }
  }

  /** The next ones to write; they are no longer waiting. */
  take(): KeptAnswer[] {
    const batch = [...this.waiting.values()].slice(0, BATCH);
    for (const { key } of batch) this.drop(key);
    return batch;
  }

  get size(): number {
    return this.waiting.size;
  }

  private drop(key: string): void {
    const known = this.waiting.get(key);
    if (known === undefined) return;
    this.waiting.delete(key);
    this.bytes -= sizeOf(known);
  }
}
