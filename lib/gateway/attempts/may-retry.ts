import type { Failure, Verdict } from '@/lib/resilience/after-failure';
import { retryDelayMs } from '@/lib/resilience/backoff';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** A client that waits longer than this for a retry is better off with the answer that there is. */
const MAX_WAIT_MS = 2_000;

/**
 * How long to wait before the same target is asked again, or undefined when it is not: not this failure, too often,
 * another target is ready, the wait is too long, or too many retries are under way.
 */
export function retryWaitMs(
  exchange: AdmittedExchange,
  target: Target,
  { failure, verdict, tries }: { failure: Failure; verdict: Verdict; tries: number },
  anotherIsReady: () => boolean,
): number | undefined {
  if (tries > verdict.retry.times) return undefined;
  if (verdict.retry.freshConnection === true) return 0;
  if (verdict.retry.when === 'last' && anotherIsReady()) return undefined;
  const asked = failure.kind === 'upstream' ? (failure.retryAfterS ?? failure.error.retryAfterS) : undefined;
  const waitMs = retryDelayMs(tries, asked, Math.random);
  const { clock } = exchange.deps;
  const leftMs = exchange.startedMono + target.provider.timeouts.totalMs - clock.monotonic();
  return waitMs <= Math.min(MAX_WAIT_MS, leftMs) ? waitMs : undefined;
}
