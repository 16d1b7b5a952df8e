import { GatewayError } from '@/lib/errors/gateway-error';
import { afterFailure, type Failure } from '@/lib/resilience/after-failure';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { appendIntent } from './append-intent';
import { type Attempt, type AttemptResult, CLIENT_CLOSED } from './attempt';
import { keepToKeyLimit } from './cap-output';
import { completeRequest, totalCostUsd } from './complete-request';
import { downgradeTargets } from './downgrade';
import { escalate } from './cascade';
import { readCeiling } from './cost-ceiling';
import type { AdmittedExchange } from './exchange';
import { failureToError } from './failure-to-error';
import { JsonAttempt } from './json-attempt';
import { type CoveredAttempt, reserveAttempt } from './reserve-attempt';
import { routeHeaders, STREAM_HEADERS } from './response-headers';
import { StreamAttempt } from './stream-attempt';
import { supersede, tryHedged } from './hedge-attempts';
import { type Chosen, TargetQueue } from './target-queue';
import { type Attempting, tellHealth, tryTarget, type Current, type Tried } from './try-target';
import { buildUpstreamRequest } from './upstream-request';

const ANOTHER_MAY_DO: ReadonlySet<string> = new Set([
  'unsupported_parameter',
  'budget_exceeded',
  'cost_ceiling_exceeded',
]);

function costComment(exchange: AdmittedExchange): string {
  return `: x-tollgate-cost-usd ${totalCostUsd(exchange.attempts) ?? 'unpriced'}\n\n`;
}

function prepareAttempt(
  exchange: AdmittedExchange,
  target: Target,
  number: number,
  freshConnection: boolean,
): Attempt {
  const request = buildUpstreamRequest(exchange, target, number);
  if (freshConnection) request.dispatcher = exchange.deps.pools.openFresh(request.origin, target.provider);
  if (!exchange.chat.stream) return new JsonAttempt(exchange, target, request, number);
  return new StreamAttempt(exchange, target, request, number, {
    begin: () =>
      exchange.outbound.start(200, {
        ...routeHeaders(exchange, target, number, request.dropped),
        ...STREAM_HEADERS,
      }),
    settled(record, outcome, status) {
      exchange.attempts.push(record);
      const written = completeRequest(exchange, outcome, status);
      return { written, comment: costComment(exchange) };
    },
  });
}

async function answer(
  exchange: AdmittedExchange,
  target: Target,
  body: Buffer,
  dropped: readonly string[],
): Promise<void> {
  await completeRequest(exchange, 'success', 200);
  const headers = routeHeaders(exchange, target, exchange.attempts.length, dropped);
  headers['content-type'] = 'application/json';
  headers['content-length'] = String(body.length);
  headers['x-tollgate-cost-usd'] = totalCostUsd(exchange.attempts) ?? 'unpriced';
  exchange.slot?.keep({ headers, body });
  exchange.outbound.start(200, headers);
  exchange.outbound.end(body);
}

/** One request on its way: what runs of it, and how many attempts were made. */
interface Course {
  runs: Current[];
  made: number;
}

interface Making extends Attempting {
  course: Course;
  current: Current;
}

/** Not before what it may cost is held; afterwards what it did cost is all that is kept. */
async function attemptTarget(admitted: AdmittedExchange, making: Making): Promise<AttemptResult> {
  const { target, current, course } = making;
  let covered: CoveredAttempt | undefined;
  let result: AttemptResult | undefined;
  try {
    let exchange = keepToKeyLimit(admitted, target.upstreamModel);
    stopUnlessWanted(exchange, current);
    const reserving = reserveAttempt(exchange, target);
    if (reserving !== undefined) {
      covered = reserving instanceof Promise ? await reserving : reserving;
      exchange = covered.exchange;
      stopUnlessWanted(exchange, current);
    }
    course.made += 1;
    const number = course.made;
    const attempt = prepareAttempt(exchange, target, number, making.freshConnection);
    if (current.isHedge === true)
      exchange.header.route.hedge ??= { attempt: number, target: targetName(target) };
    const refusal = await appendIntent(exchange, target, number);
    if (refusal !== undefined) throw refusal;
    stopUnlessWanted(exchange, current);
    attempt.onAnswering = () => {
      for (const other of course.runs) if (other !== current) supersede(other);
    };
    current.attempt = attempt;
    result = await attempt.run();
    current.attempt = undefined;
    return result;
  } finally {
    covered?.settle(result?.record);
    tellHealth(admitted, making, result);
  }
}

/**
 * Tries the targets in order until one answers, each as often as makes sense. Falls over only while no byte has
 * reached the client. Throws GatewayError when none answered; the books are then still open, for the caller to close.
 */
export async function runAttempts(admitted: AdmittedExchange, targets: readonly Target[]): Promise<void> {
  const ceiling = readCeiling(admitted);
  const exchange = ceiling === undefined ? admitted : { ...admitted, ceiling };
  const course: Course = { runs: [{ attempt: undefined, wake: undefined, isCut: false }], made: 0 };
  exchange.outbound.onClientGone(() => {
    for (const { attempt, wake } of [...course.runs]) {
      attempt?.clientGone();
      wake?.();
    }
  });
  const { health, load } = exchange.deps;
  const { retryBudget } = health;
  const running = { cut: () => course.runs.forEach(cut) };
  load.add(running);
  retryBudget.enter();
  try {
    await tryInOrder(exchange, new TargetQueue(exchange, targets), course);
  } finally {
    retryBudget.leave();
    load.remove(running);
  }
}

/** This process stops: what streams gets an error frame, what waits an error. */
function cut(current: Current): void {
  current.isCut = true;
  current.attempt?.cut();
  current.wake?.();
}

/** Before each step, and after each wait. Throws GatewayError `client_closed` and `overloaded`. */
function stopUnlessWanted({ outbound }: AdmittedExchange, { isCut, isSuperseded }: Current): void {
  if (outbound.clientGone) throw failureToError(CLIENT_CLOSED);
  if (isSuperseded === true) throw failureToError({ kind: 'superseded' });
  if (isCut) throw new GatewayError('overloaded', 'This gateway is stopping.', { retryAfterS: 1 });
}

async function tryInOrder(
  exchange: AdmittedExchange,
  firstQueue: TargetQueue,
  course: Course,
): Promise<void> {
  let queue = firstQueue;
  let [current] = course.runs;
  if (current === undefined) return;
  /** An answer that a check stopped: better than none, should nobody give another. */
  let stopped: (() => Promise<void>) | undefined;
  const run = (chosen: Chosen, on: Current) =>
    tryTarget(exchange, chosen, {
      queue,
      current: on,
      attempt: ({ target, admission, freshConnection }) =>
        attemptTarget(exchange, { target, admission, freshConnection, course, current: on }),
    });
  let lastFailure: Failure | undefined;
  let untellable: GatewayError | undefined;
  for (;;) {
    stopUnlessWanted(exchange, current);
    const chosen = queue.take() ?? (await queue.takeBusy(current));
    if (chosen === undefined) {
      // It may have left, or been cut, while it waited for a place.
      stopUnlessWanted(exchange, current);
      break;
    }
    let tried: Tried;
    try {
      tried = await tryHedged(exchange, chosen, { queue, runs: course.runs, run });
    } catch (error) {
      // This target has no words for the request, or costs more than a budget has left; another one may do.
      if (!(error instanceof GatewayError) || !ANOTHER_MAY_DO.has(error.code)) throw error;
      untellable = error;
      if (error.code === 'budget_exceeded') queue.add(downgradeTargets(exchange, chosen.target));
      exchange.header.route.skipped.push({ target: targetName(chosen.target), reason: error.message });
      continue;
    }
    const { target, result } = tried;
    if (result.kind === 'streamed') return;
    if (result.kind === 'answered') {
      const { exchange: asked, body, dropped } = result;
      const give = () => answer(asked, target, body, dropped);
      const better = escalate(exchange, target, body);
      if (better === undefined) return give();
      stopped = give;
      queue = new TargetQueue(exchange, better);
      // What ran before is over, also where a hedge has ended it.
      current = course.runs[0] = { attempt: undefined, wake: undefined, isCut: current.isCut };
      continue;
    }
    lastFailure = result.failure;
    if (!afterFailure(result.failure).failOver) break;
  }
  if (stopped !== undefined) return stopped();
  if (lastFailure === undefined) throw untellable ?? queue.error();
  const error = failureToError(lastFailure, exchange.attempts.length);
  throw untellable?.code === 'cost_ceiling_exceeded' ? withReason(error, untellable.message) : error;
}

/** The failure of the last attempt, and what kept the request from another one. */
function withReason(error: GatewayError, reason: string): GatewayError {
  const { param, retryAfterS, shouldRetry } = error;
  return new GatewayError(error.code, `${error.message} ${reason}`, { param, retryAfterS, shouldRetry });
}
