import { afterFailure } from '@/lib/resilience/after-failure';
import type { Admission } from '@/lib/resilience/breaker';
import type { Target } from '@/lib/routing/select-targets';
import type { Attempt, AttemptResult } from './attempt';
import type { AdmittedExchange } from '../exchange';
import { failureToError } from '../upstream/failure-to-error';
import { retryWaitMs } from './may-retry';
import { expectedTokens } from '../targets/expected-tokens';
import type { Chosen, TargetQueue } from '../targets/target-queue';

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

/** What a target came to, and which it was. */
export interface Tried {
  target: Target;
  result: AttemptResult;
}

/** What an attempt is made with. */
export interface Attempting {
  target: Target;
  /** How the target let it in; handed back at its end. */
  admission: Admission;
  freshConnection: boolean;
}

/** Makes one attempt: its intent is written before, its record is pushed, its target's health is told. */
export type MakeAttempt = (attempting: Attempting) => Promise<AttemptResult>;

/**
 * One target until it answers or is given up: a retry where that makes sense and the retry budget allows, each time
 * through the target's gate. Resolves to the last result.
 */
export async function tryTarget(
  exchange: AdmittedExchange,
  { target, admission }: Chosen,
  { queue, current, attempt }: { queue: TargetQueue; current: Current; attempt: MakeAttempt },
): Promise<Tried> {
  const { health } = exchange.deps;
  let result = await attempt({ target, admission, freshConnection: false });
  for (let tries = 1; result.kind === 'failed'; tries += 1) {
    const verdict = afterFailure(result.failure);
    const waitMs = retryWaitMs(exchange, target, { failure: result.failure, verdict, tries }, () =>
      queue.hasReady(target),
    );
    if (waitMs === undefined || !health.retryBudget.take()) break;
    try {
      await pause(waitMs, current);
      if (exchange.outbound.clientGone) throw failureToError({ kind: 'client_closed' });
      if (current.isCut || current.isSuperseded === true) break;
      const tokens = expectedTokens(exchange, target);
      const gate =
        admission.kind === 'panic'
          ? health.enterInPanic(target, tokens)
          : openOf(health.enter(target, tokens));
      if (gate === undefined) break;
      const freshConnection = verdict.retry.freshConnection === true;
      result = await attempt({ target, admission: gate, freshConnection });
    } finally {
      health.retryBudget.giveBack();
    }
  }
  return { target, result };
}

function openOf(gate: ReturnType<AdmittedExchange['deps']['health']['enter']>): Admission | undefined {
  return gate.kind === 'open' ? gate.admission : undefined;
}

/** What an attempt says of its target; one that could not even be made says nothing. */
export function tellHealth(
  { deps, chat }: AdmittedExchange,
  { target, admission }: Attempting,
  result: AttemptResult | undefined,
): void {
  const mode = chat.stream ? 'stream' : 'json';
  if (result === undefined) {
    const failure = { kind: 'client_closed' } as const;
    deps.health.ended(target, admission, { mode, failure, latencyMs: 0, limitMs: 0 });
    return;
  }
  deps.health.ended(target, admission, {
    mode,
    failure: result.kind === 'answered' ? undefined : result.failure,
    latencyMs: result.record.firstContentMs ?? result.record.latencyMs,
    limitMs: result.limitMs,
  });
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
