import type { AnswerStore } from '@/lib/cache/answer-cache';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import { openAnswer, sealAnswer } from '@/lib/cache/store/seal-answer';
import type { RedisClient } from './connect-redis';
import type { Link } from './link';

/** Shorter than a purge is remembered: no answer outlives what has forgotten it. */
const MAX_KEEP_MS = 12 * 3_600_000;

export interface RedisAnswersOptions {
  link: Link<RedisClient>;
  prefix: string;
  now: () => number;
  /** The database, which keeps them for longer and knows what was purged. */
  behind: AnswerStore & { isForgotten(answer: KeptAnswer): boolean };
}

/** Answers in Redis before those in the database: sealed as there, and known to every gateway as soon as they are kept. */
export class RedisAnswerStore implements AnswerStore {
  constructor(private readonly options: RedisAnswersOptions) {}

  async look(key: string): Promise<KeptAnswer | undefined> {
    const { link, behind, now } = this.options;
    const sealed = await link.ask((client) => client.getBuffer(this.nameOf(key))).catch(() => null);
    const answer = sealed === null ? undefined : openAnswer(key, sealed);
    if (answer !== undefined && answer.expiresAt > now() && !behind.isForgotten(answer)) return answer;
    return behind.look(key);
  }

  keep(answer: KeptAnswer): void {
    this.options.behind.keep(answer);
    // Sealing is not for the moment in which its client waits for the last bytes.
    setImmediate(() => this.write(answer));
  }

  private write(answer: KeptAnswer): void {
    const { link, now } = this.options;
    const keepMs = Math.min(MAX_KEEP_MS, Math.floor(answer.expiresAt - now()));
    if (keepMs < 1 || !link.isUp) return;
    const sealed = sealAnswer(answer);
    link.ask((client) => client.set(this.nameOf(answer.key), sealed, 'PX', keepMs)).catch(() => undefined);
  }

  private nameOf(key: string): string {
    return `${this.options.prefix}:answer:${key}`;
  }
}
