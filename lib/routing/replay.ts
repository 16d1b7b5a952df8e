import type { CompiledPolicy, PolicyDecision } from './policy/compile-policy';
import type { RequestFacts } from './policy/facts';

/** A past request as it is stored: facts and what it was served by, no body. */
export interface PastRequest {
  requestId: string;
  facts: RequestFacts;
  /** The number in [0, 1) that its sticky draws were made with. */
  share: number;
  model: string;
  /** Exact cost in units of 1e-18 USD (lib/pricing/money); undefined when it is not known. */
  cost: bigint | undefined;
  latencyMs: number;
}

/** What the request would have cost and taken elsewhere; undefined where it is not known. */
export interface Forecast {
  cost: bigint | undefined;
  latencyMs: number | undefined;
}

export interface Move {
  from: string;
  to: string;
  requests: number;
  /** Of those whose cost is known on both sides, in 1e-18 USD. */
  costBefore: bigint;
  costAfter: bigint;
  /** The first few, to look at. */
  examples: string[];
}

export interface ReplayReport {
  requests: number;
  moved: number;
  /** Of requests whose cost is known on both sides. */
  costBefore: bigint;
  costAfter: bigint;
  costUnknown: number;
  /** Means over requests whose latency is known on both sides; undefined when there are none. */
  latencyBeforeMs: number | undefined;
  latencyAfterMs: number | undefined;
  /** Most requests first. */
  moves: Move[];
  /** By rule id; `''` where none matched. */
  byRule: ReadonlyMap<string, number>;
  /** Requests left without any usable target. */
  unserved: number;
}

const EXAMPLES = 10;

export interface ReplayTools {
  policy: CompiledPolicy;
  /** Where the decision leads: its first target that can take the request, or the learned choice; undefined when nowhere. */
  pick: (past: PastRequest, decision: PolicyDecision) => string | undefined;
  forecast: (past: PastRequest, model: string) => Forecast;
}

/**
 * Adds up what a policy would have done to past requests. Feed it chunk by chunk (`add`), so that the caller can report
 * progress and stop; prompts are not stored, so rules with a pattern match nothing.
 */
export function startReplay({ policy, pick, forecast }: ReplayTools) {
  const moves = new Map<string, Map<string, Move>>();
  const byRule = new Map<string, number>();
  const total = { requests: 0, moved: 0, costBefore: 0n, costAfter: 0n, costUnknown: 0, unserved: 0 };
  const latency = { known: 0, before: 0, after: 0 };

  const moveOf = (from: string, to: string): Move => {
    const row = moves.get(from) ?? new Map<string, Move>();
    moves.set(from, row);
    const move = row.get(to) ?? { from, to, requests: 0, costBefore: 0n, costAfter: 0n, examples: [] };
    row.set(to, move);
    return move;
  };

  const count = (past: PastRequest, to: string): void => {
    const after = to === past.model ? past : forecast(past, to);
    const move = to === past.model ? undefined : moveOf(past.model, to);
    if (move !== undefined) {
      total.moved += 1;
      move.requests += 1;
      if (move.examples.length < EXAMPLES) move.examples.push(past.requestId);
    }
    if (past.cost === undefined || after.cost === undefined) total.costUnknown += 1;
    else {
      total.costBefore += past.cost;
      total.costAfter += after.cost;
      if (move !== undefined) {
        move.costBefore += past.cost;
        move.costAfter += after.cost;
      }
    }
    if (after.latencyMs !== undefined) {
      latency.known += 1;
      latency.before += past.latencyMs;
      latency.after += after.latencyMs;
    }
  };

  return {
    add(requests: Iterable<PastRequest>): void {
      for (const past of requests) {
        total.requests += 1;
        const decision = policy.decide(past.facts, past.share);
        const ruleId = decision.ruleId ?? '';
        byRule.set(ruleId, (byRule.get(ruleId) ?? 0) + 1);
        const to = pick(past, decision);
        if (to === undefined) total.unserved += 1;
        else count(past, to);
      }
    },
    report(): ReplayReport {
      const mean = (sum: number) => (latency.known === 0 ? undefined : sum / latency.known);
      return {
        ...total,
        latencyBeforeMs: mean(latency.before),
        latencyAfterMs: mean(latency.after),
        moves: [...moves.values()]
          .flatMap((row) => [...row.values()])
          .sort((a, b) => b.requests - a.requests),
        byRule: new Map(byRule),
      };
    },
  };
}
