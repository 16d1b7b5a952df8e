import type { AnswerMemory } from './answer-memory';
import { Flights } from './flights';
import type { KeptAnswer } from './kept-answer';
import type { Meaning } from './semantic/meaning';

/** Behind the memory, shared by all processes; never waited for on the way to an answer, unless told to. */
export interface AnswerStore {
  /** The answer, or undefined also when the store is slow or away. Never rejects. */
  look(key: string): Promise<KeptAnswer | undefined>;
  /** Written later, in batches. */
  keep(answer: KeptAnswer): void;
}

/** What came of a request that others wait for; `unkept`: an answer that is not given again. */
export type Landing = KeptAnswer | 'unkept';

/** The gateway's own cache in one process: answers in memory, what is under way, and a store behind both. */
export class AnswerCache {
  readonly flights = new Flights<Landing>();
  private readonly looking = new Set<string>();

  constructor(
    readonly memory: AnswerMemory,
    private readonly store?: AnswerStore,
    /** How long a request waits for the store when the memory has nothing, ms. 0: the next one finds it in memory. */
    private readonly waitMs = 0,
  ) {}

  /** At once from memory; a promise only where the store is waited for. */
  find(
    key: string,
    nowMs: number,
    maxAgeMs: number,
  ): KeptAnswer | undefined | Promise<KeptAnswer | undefined> {
    const answer = this.memory.get(key, nowMs, maxAgeMs);
    if (answer !== undefined || this.memory.has(key)) return answer;
    const looked = this.look(key);
    if (looked === undefined || this.waitMs === 0) return undefined;
    return atMost(looked, this.waitMs).then(() => this.memory.get(key, nowMs, maxAgeMs));
  }

  /** The answer to the most alike prompt that means the same. */
  findMeant(wanted: Meaning, threshold: number, nowMs: number, maxAgeMs: number): KeptAnswer | undefined {
    const near = this.memory.meanings?.nearest({ ...wanted, threshold });
    return near === undefined ? undefined : this.memory.get(near.key, nowMs, maxAgeMs);
  }

  keep(answer: KeptAnswer): void {
    this.memory.put(answer);
    this.store?.keep(answer);
  }

  private look(key: string): Promise<void> | undefined {
    if (this.store === undefined || this.looking.has(key)) return undefined;
    this.looking.add(key);
    return this.store.look(key).then((answer) => {
      this.looking.delete(key);
      if (answer !== undefined) this.memory.put(answer);
    });
  }
}

function atMost(work: Promise<void>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    void work.then(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
