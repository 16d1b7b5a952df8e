import { GatewayError } from '@/lib/errors/gateway-error';
import { targetName, type Target } from '@/lib/routing/select-targets';
import { appendIntent } from '../books/append-intent';
import { type Attempt, type AttemptResult, CLIENT_CLOSED } from './attempt';
import { keepToKeyLimit } from '../prompt/cap-output';
import { withRoomToThink } from '../prompt/output-limit';
import { completeRequest, totalCostUsd } from '../books/complete-request';
import type { AdmittedExchange } from '../exchange';
import { failureToError } from '../upstream/failure-to-error';
import { supersede } from './hedge-attempts';
import { JsonAttempt } from './json-attempt';
import { type CoveredAttempt, reserveAttempt } from './reserve-attempt';
import { routeHeaders, STREAM_HEADERS } from '../answer/response-headers';
import { StreamAttempt } from './stream-attempt';
import { type Attempting, tellHealth, type Current } from './try-target';
import { buildUpstreamRequest } from '../upstream/upstream-request';

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

/** One request on its way: what runs of it, and how many attempts were made. */
export interface Course {
  runs: Current[];
  made: number;
}

interface Making extends Attempting {
  course: Course;
  current: Current;
}

/** Not before what it may cost is held; afterwards what it did cost is all that is kept. */
export async function attemptTarget(admitted: AdmittedExchange, making: Making): Promise<AttemptResult> {
  const { target, current, course } = making;
  let covered: CoveredAttempt | undefined;
  let result: AttemptResult | undefined;
  try {
    let exchange = withRoomToThink(keepToKeyLimit(admitted, target.upstreamModel), target);
    stopUnlessWanted(exchange, current);
    const reserving = reserveAttempt(exchange, target);
    if (reserving !== undefined) {
      covered = reserving instanceof Promise ? await reserving : reserving;
      exchange = covered.exchange;
      stopUnlessWanted(exchange, current);
    }
    const number = course.made + 1;
    const attempt = prepareAttempt(exchange, target, number, making.freshConnection);
    // One that cannot even be said has no number: the intent of the first carries the request.
    course.made = number;
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

/** Before each step, and after each wait. Throws GatewayError `client_closed` and `overloaded`. */
export function stopUnlessWanted({ outbound }: AdmittedExchange, { isCut, isSuperseded }: Current): void {
  if (outbound.clientGone) throw failureToError(CLIENT_CLOSED);
  if (isSuperseded === true) throw failureToError({ kind: 'superseded' });
  if (isCut) throw new GatewayError('overloaded', 'This gateway is stopping.', { retryAfterS: 1 });
}
