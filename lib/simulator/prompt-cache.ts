import type { PromptMeasure } from './measure-prompt';

const FIVE_MINUTES_MS = 5 * 60_000;
const ONE_HOUR_MS = 60 * 60_000;
/** Anthropic caches no prefix shorter than this. */
const MIN_MARKED_TOKENS = 1024;

export interface MarkedCache {
  read: number;
  write5m: number;
  write1h: number;
}

/** Remembers prompt prefixes per model, as vendors do. Bounded: the oldest prefixes go first. */
export class PromptCache {
  /** Prefix to the time at which it expires, epoch ms, least recently used first. */
  readonly #prefixes = new Map<string, number>();
  readonly #capacity: number;

  constructor(capacity = 50_000) {
    this.#capacity = capacity;
  }

  clear(): void {
    this.#prefixes.clear();
  }

  /** Automatic caching (OpenAI, Gemini, DeepSeek): tokens of the longest known prefix, 1024 + a multiple of 128, or 0. */
  automatic(model: string, measure: PromptMeasure, now: number): number {
    let hit = 0;
    for (const mark of measure.marks) {
      const key = `${model} ${mark.key}`;
      if (this.#alive(key, now)) hit = mark.tokens;
      this.#touch(key, now + FIVE_MINUTES_MS);
    }
    return Math.min(hit, measure.textTokens);
  }

  /** Caching at breakpoints (Anthropic): reads the longest known prefix, writes from there to each breakpoint. */
  marked(model: string, measure: PromptMeasure, now: number): MarkedCache {
    const counts: MarkedCache = { read: 0, write5m: 0, write1h: 0 };
    const last = measure.ends.findLastIndex((end) => end.cacheTtl !== undefined);
    const cacheable = measure.ends.slice(0, last + 1).filter((end) => end.tokens >= MIN_MARKED_TOKENS);
    for (const end of cacheable) {
      if (this.#alive(`${model} ${end.key}`, now)) counts.read = end.tokens;
    }
    let written = counts.read;
    for (const end of cacheable) {
      if (!end.cacheTtl) continue;
      const oneHour = end.cacheTtl === '1h';
      this.#touch(`${model} ${end.key}`, now + (oneHour ? ONE_HOUR_MS : FIVE_MINUTES_MS));
      if (end.tokens <= written) continue;
      if (oneHour) counts.write1h += end.tokens - written;
      else counts.write5m += end.tokens - written;
      written = end.tokens;
    }
    return counts;
  }

  #alive(key: string, now: number): boolean {
    const expires = this.#prefixes.get(key);
    return expires !== undefined && expires > now;
  }

  #touch(key: string, expires: number): void {
    this.#prefixes.delete(key);
    this.#prefixes.set(key, expires);
    if (this.#prefixes.size <= this.#capacity) return;
    for (const oldest of this.#prefixes.keys()) {
      this.#prefixes.delete(oldest);
      break;
    }
  }
}
