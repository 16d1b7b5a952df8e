import { GatewayError } from '@/lib/errors/gateway-error';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { formatPico } from '@/lib/pricing/money';
import type { ActiveBudget } from './active-budget';
import { NEVER_MS, type Window } from './window';

const EVERY = { daily: 'a day', weekly: 'a week', monthly: 'a month', total: 'in all' } as const;

function nameOf(budget: ActiveBudget): string {
  const { kind, value } = budget.scope;
  const limit = `${formatExactUsd(formatPico(budget.limit))} ${EVERY[budget.period]}`;
  return `“${budget.name}” (${limit} for ${kind} ${value.slice(0, 100)})`;
}

/** 402: what is left of the budget does not cover the request. */
export function budgetExceeded(budget: ActiveBudget, { endsAt }: Window, nowMs: number): GatewayError {
  const reset =
    endsAt === NEVER_MS ? 'It does not start anew.' : `It starts anew at ${new Date(endsAt).toISOString()}.`;
  return new GatewayError(
    'budget_exceeded',
    `What is left of the budget ${nameOf(budget)} does not cover this request. ${reset}`,
    { retryAfterS: endsAt === NEVER_MS ? undefined : Math.max(1, Math.ceil((endsAt - nowMs) / 1000)) },
  );
}

/** 402: nobody knows what the request would cost, so no budget can cover it. */
export function budgetNeedsPrice(budget: ActiveBudget, model: string): GatewayError {
  return new GatewayError(
    'budget_exceeded',
    `The model “${model}” has no price, and the budget ${nameOf(budget)} covers only what has one.`,
  );
}

/** 503: the leased part is used up and more can't be leased now. `cause`: what went wrong, where it is not the store. */
export function budgetUnavailable(budget: ActiveBudget, cause?: unknown): GatewayError {
  return new GatewayError(
    'overloaded',
    `The budget ${nameOf(budget)} can't be checked now, so nothing is spent from it.`,
    { retryAfterS: 5, ...(cause === undefined ? {} : { cause }) },
  );
}
