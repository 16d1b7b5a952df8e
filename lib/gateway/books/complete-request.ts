import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import type { AttemptRecord, RequestOutcome } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';
import type { AdmittedExchange } from '../exchange';

/** What is known of the attempts' cost together, or undefined when nothing is. */
export function totalCostUsd(attempts: readonly AttemptRecord[]): string | undefined {
  const [only] = attempts;
  // Nearly always; there is nothing to add up.
  if (attempts.length === 1 && only?.cost.state === 'priced') return only.cost.totalUsd ?? undefined;
  const known = attempts.flatMap(({ cost }) => (cost.state === 'priced' ? (cost.totalUsd ?? []) : []));
  const whole = attempts.every(({ cost }) => cost.totalUsd !== null);
  return whole || known.length > 0 ? sumUsd(known) : undefined;
}

/**
 * Appends the completion. Once this resolves the request is on the books, whatever happens to the connection: the last
 * byte goes to the client only then. Never rejects.
 */
export function completeRequest(
  exchange: AdmittedExchange,
  outcome: RequestOutcome,
  status: number,
  errorCode?: string,
): Promise<unknown> {
  const { clock, ledger } = exchange.deps;
  const { route } = exchange.header;
  if (route.hedge !== undefined) route.servedAttempt ??= exchange.attempts.at(-1)?.attempt;
  const last = decidingAttempt(route, exchange.attempts);
  const served = outcome === 'success' && last?.firstContentMs !== undefined ? last : undefined;
  return ledger.append({
    t: 'done',
    request: exchange.header,
    outcome,
    status,
    errorCode: errorCode ?? (outcome === 'success' ? undefined : last?.errorCode),
    latencyMs: Math.round(clock.monotonic() - exchange.startedMono),
    firstContentMs:
      served === undefined ? undefined : served.startedAt - exchange.startedAt + (served.firstContentMs ?? 0),
    attempts: exchange.attempts,
    cache: exchange.cacheUse?.result,
    saved: exchange.cacheUse?.saved,
  });
}
