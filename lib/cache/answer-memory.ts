import type { SemanticIndex } from './semantic/semantic-index';
import { sizeOf, type KeptAnswer } from './kept-answer';

/** Answers of one process by key, bounded in bytes; what was used longest ago goes first. */
export class AnswerMemory {
  private readonly answers = new Map<string, KeptAnswer>();
  private bytes = 0;

  constructor(
    private readonly maxBytes: number,
    /** Told of what is there to be compared by meaning. */
    readonly meanings?: SemanticIndex,
  ) {}

  /** `maxAgeMs`: rules may have become stricter since it was kept. */
  get(key: string, nowMs: number, maxAgeMs = Infinity): KeptAnswer | undefined {
    const answer = this.answers.get(key);
    if (answer === undefined) return undefined;
    if (answer.expiresAt <= nowMs) {
      this.drop(key);
      return undefined;
    }
    if (nowMs - answer.storedAt >= maxAgeMs) return undefined;
    this.answers.delete(key);
    this.answers.set(key, answer);
    return answer;
  }

  has(key: string): boolean {
    return this.answers.has(key);
  }

  /** Whether it holds this answer, or a later one to the same. */
  hasSince(key: string, storedAt: number): boolean {
    const known = this.answers.get(key);
    return known !== undefined && known.storedAt >= storedAt;
  }

  /** A later answer takes the place of an earlier one, never the other way round. */
  put(answer: KeptAnswer): void {
    const known = this.answers.get(answer.key);
    if (sizeOf(answer) > this.maxBytes || (known !== undefined && known.storedAt > answer.storedAt)) return;
    this.drop(answer.key);
    this.answers.set(answer.key, answer);
    this.bytes += sizeOf(answer);
    this.meanings?.add(answer);
    for (const key of this.answers.keys()) {
      if (this.bytes <= this.maxBytes) return;
      this.drop(key);
    }
  }

  /** Returns how many went. */
  dropWhere(isMeant: (answer: KeptAnswer) => boolean): number {
    const meant = [...this.answers.values()].filter(isMeant);
    for (const { key } of meant) this.drop(key);
    return meant.length;
  }

  get view(): { answers: number; bytes: number } {
    return { answers: this.answers.size, bytes: this.bytes };
  }

  private drop(key: string): void {
    const known = this.answers.get(key);
    if (known === undefined) return;
    this.answers.delete(key);
    this.bytes -= sizeOf(known);
    this.meanings?.remove(known);
  }
}
