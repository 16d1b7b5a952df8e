import { GatewayError } from '@/lib/errors/gateway-error';
import { afterFailure, type Failure } from '@/lib/resilience/after-failure';
import type { Target } from '@/lib/routing/select-targets';
import { appendIntent } from './append-intent';
import type { Attempt, AttemptResult } from './attempt';
import { completeRequest, totalCostUsd } from './complete-request';
import type { AdmittedExchange } from './exchange';
import { failureToError } from './failure-to-error';
import { JsonAttempt } from './json-attempt';
import { routeHeaders, STREAM_HEADERS } from './response-headers';
import { StreamAttempt } from './stream-attempt';
import { buildUpstreamRequest } from './upstream-request';

function costComment(exchange: AdmittedExchange): string {
  return `: x-tollgate-cost-usd ${totalCostUsd(exchange.attempts) ?? 'unpriced'}\n\n`;
}

function prepareAttempt(exchange: AdmittedExchange, target: Target, number: number): Attempt {
  const request = buildUpstreamRequest(exchange, target, number);
  if (!exchange.chat.stream) return new JsonAttempt(exchange, target, request, number);
  return new StreamAttempt(exchange, target, request, number, {
    begin: () =>
      exchange.outbound.start(200, {
        ...routeHeaders(exchange, target, number, request.dropped),
        ...STREAM_HEADERS,
      }),
    settled(record, outcome, status) {
      exchange.attempts.push(record);
      completeRequest(exchange, outcome, status);
      return costComment(exchange);
    },
  });
}

function answer(exchange: AdmittedExchange, target: Target, body: Buffer, dropped: readonly string[]): void {
  completeRequest(exchange, 'success', 200);
  exchange.outbound.start(200, {
    ...routeHeaders(exchange, target, exchange.attempts.length, dropped),
    'content-type': 'application/json',
    'content-length': String(body.length),
    'x-tollgate-cost-usd': totalCostUsd(exchange.attempts) ?? 'unpriced',
  });
  exchange.outbound.end(body);
}

async function attemptTarget(
  exchange: AdmittedExchange,
  target: Target,
  current: CurrentAttempt,
): Promise<AttemptResult> {
  const number = exchange.attempts.length + 1;
  const attempt = prepareAttempt(exchange, target, number);
  appendIntent(exchange, target, number);
  current.attempt = attempt;
  const result = await attempt.run();
  current.attempt = undefined;
  if (result.kind !== 'streamed') exchange.attempts.push(result.record);
  return result;
}

interface CurrentAttempt {
  attempt: Attempt | undefined;
}

/**
 * Tries the targets in order until one answers. Falls over only while no byte has reached the client.
 * Throws GatewayError when none answered; the books are then still open, for the caller to close.
 */
export async function runAttempts(exchange: AdmittedExchange, targets: readonly Target[]): Promise<void> {
  const current: CurrentAttempt = { attempt: undefined };
  exchange.outbound.onClientGone(() => current.attempt?.clientGone());

  let lastFailure: Failure | undefined;
  let untellable: GatewayError | undefined;
  for (const target of targets) {
    if (exchange.outbound.clientGone) throw failureToError({ kind: 'client_closed' });
    let result: AttemptResult;
    try {
      result = await attemptTarget(exchange, target, current);
    } catch (error) {
      // This target has no words for the request; another one may.
      if (!(error instanceof GatewayError) || error.code !== 'unsupported_parameter') throw error;
      untellable = error;
      continue;
    }
    if (result.kind === 'streamed') return;
    if (result.kind === 'answered') {
      answer(exchange, target, result.body, result.dropped);
      return;
    }
    lastFailure = result.failure;
    if (afterFailure(result.failure) === 'return_to_client') break;
  }
  if (lastFailure !== undefined) throw failureToError(lastFailure);
  throw untellable ?? new GatewayError('no_target_available', 'No model can serve this request now.');
}
