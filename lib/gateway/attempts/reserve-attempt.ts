import type { ActiveBudget } from '@/lib/budgets/active-budget';
import { type AttemptEstimate, estimateAttempt } from '@/lib/budgets/estimate-attempt';
import type { Reservation } from '@/lib/budgets/open-budgets';
import { budgetNeedsPrice } from '@/lib/budgets/refusal';
import type { AttemptRecord } from '@/lib/ledger/records';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { capOutput } from '../prompt/cap-output';
import { budgetsOf, servesWhenUsedUp } from '../plan/downgrade';
import type { AdmittedExchange } from '../exchange';

/** An attempt that the budgets and the request's own ceiling cover. */
export interface CoveredAttempt {
  /** The request, with its output limited where there is not money for more. */
  exchange: AdmittedExchange;
  /** Ends what is held for it at what the books say; only the first call counts. */
  settle(record: AttemptRecord | undefined): void;
}

/**
 * Holds what an attempt at a target may cost in every hard budget that it counts towards, and under the ceiling of its
 * request. Undefined, at once, when there is neither. Throws or rejects with GatewayError: `budget_exceeded` or
 * `cost_ceiling_exceeded`, also for a target without a price, or `overloaded`.
 */
export function reserveAttempt(
  exchange: AdmittedExchange,
  target: Target,
): CoveredAttempt | Promise<CoveredAttempt> | undefined {
  const { deps, ceiling } = exchange;
  const budgets = deps.budgets === undefined ? [] : limitingBudgets(exchange, target);
  const [first] = budgets;
  if (first === undefined && ceiling === undefined) return undefined;
  const estimate = estimateFor(exchange, target, budgets);
  if (estimate === undefined && first !== undefined) throw budgetNeedsPrice(first, targetName(target));
  const want = ceiling?.afford(estimate, targetName(target)) ?? estimate?.want;
  if (estimate === undefined || want === undefined) return undefined;
  const settleCeiling = ceiling?.hold(want);
  const cover = (reservation: Reservation | undefined) =>
    coverWith(
      { exchange, target, estimate, amount: reservation?.amount ?? want },
      reservation,
      settleCeiling,
    );
  if (deps.budgets === undefined || first === undefined) return cover(undefined);
  const release = (error: unknown): never => {
    settleCeiling?.(0n);
    throw error;
  };
  const least = estimate.least < want ? estimate.least : want;
  try {
    const held = deps.budgets.reserve(budgets, exchange.startedAt, want, least);
    return held instanceof Promise ? held.then(cover, release) : cover(held);
  } catch (error) {
    return release(error);
  }
}

/** Hard budgets that have to cover an attempt at this target. */
function limitingBudgets(exchange: AdmittedExchange, target: Target): readonly ActiveBudget[] {
  const counting = budgetsOf(exchange, target);
  return counting.some(({ downgradeTo }) => downgradeTo !== undefined)
    ? counting.filter((budget) => !servesWhenUsedUp(budget, target, exchange))
    : counting;
}

/** Part of a limit that a request without a limit of its own is held to, as lib/budgets/estimate-attempt.ts has it. */
const WHOLE_CEILING = 20n;

function estimateFor(
  exchange: AdmittedExchange,
  target: Target,
  budgets: readonly ActiveBudget[],
): AttemptEstimate | undefined {
  const { chat, snapshot, ceiling } = exchange;
  const limits = budgets.map(({ limit }) => limit);
  // A ceiling is for this one request: all of it may be used.
  if (ceiling !== undefined) limits.push(ceiling.limit * WHOLE_CEILING);
  return estimateAttempt({
    prices: snapshot.prices,
    chat,
    target,
    inputTokens: exchange.features.inputTokens,
    audioTokens: exchange.features.audioTokens,
    embeddings: exchange.operation === 'embeddings',
    at: exchange.startedAt,
    smallestLimit: limits.reduce((least, limit) => (limit < least ? limit : least)),
  });
}

interface Covered {
  exchange: AdmittedExchange;
  target: Target;
  estimate: AttemptEstimate;
  amount: Pico;
}

function coverWith(
  { exchange, target, estimate, amount }: Covered,
  reservation: Reservation | undefined,
  settleCeiling: ((actual: Pico) => void) | undefined,
): CoveredAttempt {
  const tokens = estimate.tokensFor(amount);
  const allowed = exchange.chat.maxOutputTokens ?? target.model.maxOutputTokens ?? Infinity;
  const limited = estimate.wantTokens !== undefined && tokens < allowed;
  const capped = limited
    ? { ...capOutput(exchange, target.upstreamModel, tokens), outputLimit: tokens }
    : { ...exchange };
  return {
    exchange:
      reservation === undefined
        ? capped
        : { ...capped, leases: reservation.leases, heldUsd: formatPico(amount) },
    settle(record) {
      // All of it when the books do not know: it may have been billed. One that was never made costs nothing.
      const known = record?.cost.totalUsd ?? record?.heldUsd;
      reservation?.settle(parseUsd(known ?? '0'));
      settleCeiling?.(known === undefined && record !== undefined ? amount : parseUsd(known ?? '0'));
    },
  };
}
