import { afterFailure } from '@/lib/resilience/after-failure';
import { decideHedge, type Hedge } from '@/lib/resilience/hedge';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';
import type { Chosen, TargetQueue } from '../targets/target-queue';
import type { Current, Tried } from './try-target';

export interface Racing {
  queue: TargetQueue;
  /** What runs; the second run is added while it does. */
  runs: Current[];
  /** Tries one target to its end. */
  run(chosen: Chosen, current: Current): Promise<Tried>;
  /** Notes that a target could not even be asked, and what may be asked instead; false where the error says no such thing. */
  passOver(target: Target, error: unknown): boolean;
}

/**
 * One target, and beside it the next one when it is slow and hedging is wanted. The first to give content is the answer;
 * the other is stopped, and both are on the books. Resolves to the answer, or to the failure of the first.
 */
export function tryHedged(exchange: AdmittedExchange, first: Chosen, racing: Racing): Promise<Tried> {
  const [current] = racing.runs;
  if (current === undefined) throw new Error('nothing runs');
  const running = racing.run(first, current);
  const hedge = exchange.settings.hedge ?? first.target.provider.hedge;
  return hedge === undefined ? running : hedged(exchange, { first, current, running, ...hedge }, racing);
}

interface Running {
  first: Chosen;
  current: Current;
  running: Promise<Tried>;
  afterMs?: number | undefined;
}

async function hedged(
  exchange: AdmittedExchange,
  { first, current, running, afterMs }: Running,
  racing: Racing,
): Promise<Tried> {
  const decide = () => decisionFor(exchange, first.target, { afterMs, current, racing });
  const second = (await becomesSlow(running, decide)) ? takeSecond(exchange, racing) : undefined;
  return second === undefined ? running : race(exchange, { running, second }, racing);
}

function decisionFor(
  exchange: AdmittedExchange,
  target: Target,
  { afterMs, current, racing }: { afterMs: number | undefined; current: Current; racing: Racing },
): Hedge {
  const { clock, health } = exchange.deps;
  const { attempt } = current;
  return decideHedge({
    isWanted: true,
    afterMs,
    seen: health.viewOf(target, exchange.chat.stream ? 'stream' : 'json'),
    elapsedMs: attempt === undefined ? 0 : clock.monotonic() - attempt.startedMono,
    hasAnswered: attempt?.answering === true || exchange.outbound.clientGone || current.isCut,
    hasOther: racing.queue.hasReady(),
    requestsInFlight: health.retryBudget.requestsInFlight,
    hedgesInFlight: health.retryBudget.hedgesInFlight,
  });
}

/** Resolves to true when it is time for a second attempt, to false when there will be none. */
async function becomesSlow(running: Promise<unknown>, decide: () => Hedge): Promise<boolean> {
  let isOver = false;
  const over = running.then(
    () => void (isOver = true),
    () => void (isOver = true),
  );
  for (;;) {
    const decision = decide();
    if (decision.kind === 'send') return true;
    if (decision.kind === 'never') return false;
    let timer: NodeJS.Timeout | undefined;
    const time = new Promise<void>((resolve) => (timer = setTimeout(resolve, decision.ms)));
    await Promise.race([over, time]);
    clearTimeout(timer);
    if (isOver) return false;
  }
}

function takeSecond(exchange: AdmittedExchange, { queue }: Racing): Chosen | undefined {
  const { retryBudget } = exchange.deps.health;
  if (!retryBudget.takeHedge()) return undefined;
  const second = queue.take();
  if (second === undefined) retryBudget.giveBackHedge();
  return second;
}

interface Runners {
  running: Promise<Tried>;
  second: Chosen;
}

async function race(
  exchange: AdmittedExchange,
  { running, second }: Runners,
  { queue, runs, run, passOver }: Racing,
): Promise<Tried> {
  const beside: Current = { attempt: undefined, wake: undefined, isCut: false, isHedge: true };
  runs.push(beside);
  queue.isAccompanied = true;
  const hedging = run(second, beside).finally(() => {
    runs.splice(runs.indexOf(beside), 1);
    queue.isAccompanied = false;
    exchange.deps.health.retryBudget.giveBackHedge();
  });
  // Whatever it fails of, the first one is still there.
  const fromSecond = hedging.then(
    (tried) => (tried.result.kind === 'failed' ? undefined : tried),
    (error: unknown) => void passOver(second.target, error),
  );
  const fromFirst = running.then(
    async (tried) => {
      const { result } = tried;
      if (result.kind !== 'failed') return tried;
      // The request's own fault, or its client has left: the other one is of no use, unless it is what ended this one.
      const isEndedByOther = result.failure.kind === 'superseded' || beside.attempt?.answering === true;
      if (!isEndedByOther && !afterFailure(result.failure).failOver) supersede(beside);
      return (await fromSecond) ?? tried;
    },
    async (error: unknown) => {
      const tried = await fromSecond;
      if (tried === undefined) throw error;
      return tried;
    },
  );
  return Promise.race([fromFirst, fromSecond.then((tried) => tried ?? fromFirst)]);
}

/** Ends a run because another one has answered. */
export function supersede(current: Current): void {
  current.isSuperseded = true;
  current.attempt?.supersede();
  current.wake?.();
}
