import { estimateAttempt } from '@/lib/budgets/estimate-attempt';
import type { Reservation } from '@/lib/budgets/open-budgets';
import { budgetNeedsPrice } from '@/lib/budgets/refusal';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import { targetName, type Target } from '@/lib/routing/select-targets';
import type { AttemptRecord } from '@/lib/ledger/records';
import { capOutput } from './cap-output';
import { budgetsOf, servesWhenUsedUp } from './downgrade';
import type { AdmittedExchange } from './exchange';

/** An attempt that the budgets cover. */
export interface CoveredAttempt {
  /** The request, with its output limited where the budgets do not cover more. */
  exchange: AdmittedExchange;
  reservation: Reservation;
}

/**
 * Holds what an attempt at a target may cost in every hard budget that it counts towards. Undefined, at once, when there is
 * none. Throws or rejects with GatewayError: `budget_exceeded`, also for a target without a price, or `overloaded`.
 */
export function reserveAttempt(
  exchange: AdmittedExchange,
  target: Target,
): CoveredAttempt | Promise<CoveredAttempt> | undefined {
  const { deps, chat, snapshot } = exchange;
  if (deps.budgets === undefined) return undefined;
  const counting = budgetsOf(exchange, target);
  const budgets = counting.some(({ downgradeTo }) => downgradeTo !== undefined)
    ? counting.filter((budget) => !servesWhenUsedUp(budget, target, exchange))
    : counting;
  const [first] = budgets;
  if (first === undefined) return undefined;
  const estimate = estimateAttempt({
    prices: snapshot.prices,
    chat,
    target,
    inputTokens: exchange.features.inputTokens,
    embeddings: exchange.operation === 'embeddings',
    at: exchange.startedAt,
    smallestLimit: budgets.reduce((least, { limit }) => (limit < least ? limit : least), first.limit),
  });
  if (estimate === undefined) throw budgetNeedsPrice(first, targetName(target));

  const cover = (reservation: Reservation): CoveredAttempt => {
    const tokens = estimate.tokensFor(reservation.amount);
    const allowed = chat.maxOutputTokens ?? target.model.maxOutputTokens ?? Infinity;
    const limited = estimate.wantTokens !== undefined && tokens < allowed;
    const capped = limited ? capOutput(exchange, target.upstreamModel, tokens) : exchange;
    const { leases, amount } = reservation;
    return { reservation, exchange: { ...capped, leases, heldUsd: formatPico(amount) } };
  };
  const held = deps.budgets.reserve(budgets, exchange.startedAt, estimate.want, estimate.least);
  return held instanceof Promise ? held.then(cover) : cover(held);
}

/**
 * Ends a reservation at what the books say of the attempt, and at all of it when they do not know: it may have been
 * billed. One that was never made costs nothing.
 */
export function settleReservation(reservation: Reservation, record: AttemptRecord | undefined): void {
  reservation.settle(parseUsd(record?.cost.totalUsd ?? record?.heldUsd ?? '0'));
}
