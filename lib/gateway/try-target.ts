import { afterFailure } from '@/lib/resilience/after-failure';
import type { Admission } from '@/lib/resilience/breaker';
import type { Target } from '@/lib/routing/select-targets';
import type { Attempt, AttemptResult } from './attempt';
import type { AdmittedExchange } from './exchange';
import { failureToError } from './failure-to-error';
import { retryWaitMs } from './may-retry';
import type { Chosen, TargetQueue } from './target-queue';

/** What runs of a request, one attempt at a time; what the client's leaving has to end. */
export interface Current {
  attempt: Attempt | undefined;
  wake: (() => void) | undefined;
  /** This process stops: nothing more is tried. */
  isCut: boolean;
  /** A second run beside the first. */
  isHedge?: boolean;
  /** What runs beside it has answered: nothing more is tried here. */
  isSuperseded?: boolean;
}

/** Makes one attempt: its record is pushed, its intent was written before. */
export type MakeAttempt = (target: Target, freshConnection: boolean) => Promise<AttemptResult>;

/**
 * One target until it answers or is given up: a retry where that makes sense and the retry budget allows, each time
 * through the target's gate. Resolves to the last result.
 */
export async function tryTarget(
  exchange: AdmittedExchange,
  { target, admission }: Chosen,
  { queue, current, attempt }: { queue: TargetQueue; current: Current; attempt: MakeAttempt },
): Promise<AttemptResult> {
  const { health } = exchange.deps;
  const tokens = exchange.features.inputTokens + (exchange.chat.maxOutputTokens ?? 0);
  let result = await attemptOnce(exchange, target, admission, () => attempt(target, false));
  for (let tries = 1; result.kind === 'failed'; tries += 1) {
    const verdict = afterFailure(result.failure);
    const waitMs = retryWaitMs(exchange, target, { failure: result.failure, verdict, tries }, () =>
      queue.hasReady(),
    );
    if (waitMs === undefined || !health.retryBudget.take()) break;
    try {
      await pause(waitMs, current);
      if (exchange.outbound.clientGone) throw failureToError({ kind: 'client_closed' });
      if (current.isCut || current.isSuperseded === true) break;
      const gate =
        admission.kind === 'panic'
          ? health.enterInPanic(target, tokens)
          : openOf(health.enter(target, tokens));
      if (gate === undefined) break;
      const isFresh = verdict.retry.freshConnection === true;
      result = await attemptOnce(exchange, target, gate, () => attempt(target, isFresh));
    } finally {
      health.retryBudget.giveBack();
    }
  }
  return result;
}

function openOf(gate: ReturnType<AdmittedExchange['deps']['health']['enter']>): Admission | undefined {
  return gate.kind === 'open' ? gate.admission : undefined;
}

/** An attempt, and what it says of its target; an attempt that could not even be made says nothing. */
async function attemptOnce(
  exchange: AdmittedExchange,
  target: Target,
  admission: Admission,
  make: () => Promise<AttemptResult>,
): Promise<AttemptResult> {
  const { health } = exchange.deps;
  const mode = exchange.chat.stream ? 'stream' : 'json';
  let result: AttemptResult;
  try {
    result = await make();
  } catch (error) {
    health.ended(target, admission, { mode, failure: { kind: 'client_closed' }, latencyMs: 0, limitMs: 0 });
    throw error;
  }
  const failure = result.kind === 'answered' ? undefined : result.failure;
  health.ended(target, admission, {
    mode,
    failure,
    latencyMs: result.record.firstContentMs ?? result.record.latencyMs,
    limitMs: result.limitMs,
  });
  return result;
}

function pause(ms: number, current: Current): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      current.wake = undefined;
      resolve();
    };
    const timer = setTimeout(done, ms);
    current.wake = done;
  });
}
