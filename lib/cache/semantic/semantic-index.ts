import type { KeptAnswer } from '../kept-answer';
import type { Meaning } from './meaning';
import { tellApart } from './tell-apart';

export interface SemanticLimits {
  /** Prompts of one tenant and rule; the oldest go first. */
  perGroup: number;
  groups: number;
  /** A search ends after so long, ms, with what it has found. */
  searchMs: number;
}

export const SEMANTIC_LIMITS: SemanticLimits = Object.freeze({ perGroup: 1_000, groups: 200, searchMs: 5 });

/** Comparisons between two looks at the clock. */
const STRIDE = 64;

interface Wanted extends Meaning {
  threshold: number;
}

/** The meanings of the answers in memory by tenant and rule, compared one by one. */
export class SemanticIndex {
  private readonly groups = new Map<string, Map<string, Meaning>>();

  constructor(
    private readonly monotonic: () => number,
    private readonly limits: SemanticLimits = SEMANTIC_LIMITS,
  ) {}

  add({ key, meaning }: Pick<KeptAnswer, 'key' | 'meaning'>): void {
    if (meaning === undefined) return;
    const known = this.groups.get(meaning.group) ?? new Map<string, Meaning>();
    this.groups.delete(meaning.group);
    this.groups.set(meaning.group, known);
    known.delete(key);
    known.set(key, meaning);
    dropOldest(known, this.limits.perGroup);
    dropOldest(this.groups, this.limits.groups);
  }

  remove({ key, meaning }: Pick<KeptAnswer, 'key' | 'meaning'>): void {
    if (meaning === undefined) return;
    const known = this.groups.get(meaning.group);
    known?.delete(key);
    if (known?.size === 0) this.groups.delete(meaning.group);
  }

  /** Key of the answer to the most alike prompt that means the same, and how alike it is. */
  nearest(wanted: Wanted): { key: string; similarity: number } | undefined {
    const untilMs = this.monotonic() + this.limits.searchMs;
    let best: { key: string; similarity: number } | undefined;
    let compared = 0;
    for (const [key, { context, prompt, vector }] of this.groups.get(wanted.group) ?? []) {
      compared += 1;
      if (compared % STRIDE === 0 && this.monotonic() > untilMs) break;
      if (context !== wanted.context) continue;
      const similarity = dot(vector, wanted.vector);
      if (similarity < Math.max(wanted.threshold, best?.similarity ?? 0)) continue;
      if (tellApart(prompt, wanted.prompt) === undefined) best = { key, similarity };
    }
    return best;
  }

  get size(): number {
    return [...this.groups.values()].reduce((sum, group) => sum + group.size, 0);
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}

/** Cosine of unit vectors; of two models' vectors, which have nothing to do with each other, 0. */
function dot(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return 0;
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
}
