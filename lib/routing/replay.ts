import { ReplayLatency, type Percentiles } from './replay-latency';

/** A past request that somebody served. */
export interface PastRequest {
  requestId: string;
  keyId: string;
  task: string;
  /** Who served it, as `provider/model`. */
  target: string;
  latencyMs: number;
}

/** Where a configuration sends a request, and what that costs; each undefined where it is not known or nowhere. */
export interface ReplayOutcome {
  ruleId: string | undefined;
  target: string | undefined;
  /** In units of 1e-12 USD (lib/pricing/money). */
  cost: bigint | undefined;
}

interface Costs {
  requests: number;
  /** Of requests whose cost is known on both sides. */
  costBefore: bigint;
  costAfter: bigint;
}

export interface ReplaySums extends Costs {
  moved: number;
}

export interface ReplayMove extends Costs {
  from: string;
  to: string;
  /** The first of them, in the order in which they came. */
  requestIds: string[];
}

export interface ReplayReport extends ReplaySums {
  /** Requests whose cost is not known on one side or both. */
  costUnknown: number;
  /** Requests that no target would take. */
  unservedBefore: number;
  unservedAfter: number;
  latencyBefore: Percentiles;
  latencyAfter: Percentiles;
  /** Requests that would go to a target which served none. */
  latencyUnknown: number;
  /** Most requests first. */
  moves: ReplayMove[];
  /** Requests by the rule that fires, `''` where none does; in order of first sight. */
  byRule: { ruleId: string; before: number; after: number }[];
  byKey: ReadonlyMap<string, ReplaySums>;
  byTask: ReadonlyMap<string, ReplaySums>;
}

/** Ids that are kept of each move. */
const KEPT_IDS = 1_000;

const nothing = (): ReplaySums => ({ requests: 0, moved: 0, costBefore: 0n, costAfter: 0n });

function sumsIn(map: Map<string, ReplaySums>, name: string): ReplaySums {
  let sums = map.get(name);
  if (sums === undefined) map.set(name, (sums = nothing()));
  return sums;
}

/** Adds up what one configuration does to past requests, and what another would. */
export class Replay {
  readonly #total = { ...nothing(), costUnknown: 0, unservedBefore: 0, unservedAfter: 0 };
  readonly #byKey = new Map<string, ReplaySums>();
  readonly #byTask = new Map<string, ReplaySums>();
  readonly #byRule = new Map<string, { before: number; after: number }>();
  readonly #moves = new Map<string, Map<string, ReplayMove>>();
  readonly #before = new ReplayLatency();
  readonly #after = new ReplayLatency();

  add(past: PastRequest, before: ReplayOutcome, after: ReplayOutcome): void {
    this.#rule(before.ruleId).before += 1;
    this.#rule(after.ruleId).after += 1;
    if (before.target === undefined) this.#total.unservedBefore += 1;
    else this.#before.add(before.target, past.target, past.latencyMs);
    if (after.target === undefined) this.#total.unservedAfter += 1;
    else this.#after.add(after.target, past.target, past.latencyMs);
    const all = [this.#total, sumsIn(this.#byKey, past.keyId), sumsIn(this.#byTask, past.task)];
    for (const sums of all) sums.requests += 1;
    const move = this.#moveOf(past, before.target, after.target);
    if (move !== undefined) for (const sums of all) sums.moved += 1;
    if (before.cost === undefined || after.cost === undefined) {
      this.#total.costUnknown += 1;
      return;
    }
    const charged: Costs[] = move === undefined ? all : [...all, move];
    for (const sums of charged) {
      sums.costBefore += before.cost;
      sums.costAfter += after.cost;
    }
  }

  report(): ReplayReport {
    return {
      ...this.#total,
      latencyBefore: this.#before.percentiles(),
      latencyAfter: this.#after.percentiles(),
      latencyUnknown: this.#after.unknown(),
      moves: [...this.#moves.values()]
        .flatMap((row) => [...row.values()])
        .sort((a, b) => b.requests - a.requests || (a.from + a.to < b.from + b.to ? -1 : 1)),
      byRule: [...this.#byRule].map(([ruleId, counts]) => ({ ruleId, ...counts })),
      byKey: this.#byKey,
      byTask: this.#byTask,
    };
  }

  #rule(ruleId = ''): { before: number; after: number } {
    let counts = this.#byRule.get(ruleId);
    if (counts === undefined) this.#byRule.set(ruleId, (counts = { before: 0, after: 0 }));
    return counts;
  }

  /** The move that a request makes; undefined for one that stays, or has nowhere to come from or to go to. */
  #moveOf(past: PastRequest, from: string | undefined, to: string | undefined): ReplayMove | undefined {
    if (from === to || from === undefined || to === undefined) return undefined;
    let row = this.#moves.get(from);
    if (row === undefined) this.#moves.set(from, (row = new Map()));
    let move = row.get(to);
    if (move === undefined)
      row.set(to, (move = { from, to, requests: 0, costBefore: 0n, costAfter: 0n, requestIds: [] }));
    move.requests += 1;
    if (move.requestIds.length < KEPT_IDS) move.requestIds.push(past.requestId);
    return move;
  }
}
