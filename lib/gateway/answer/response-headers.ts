import type { GatewayError } from '@/lib/errors/gateway-error';
import type { RouteReason } from '@/lib/ledger/records';
import { targetName, type Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';

/** Header values are ASCII without control characters, whatever an admin called a model. */
export function headerValue(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, '?');
}

interface TargetHeaders {
  provider: string;
  model: string;
}

/** A target's object lives as long as its configuration, and so does what is said of it. */
const ofTargets = new WeakMap<Target, TargetHeaders>();

function headersOf(target: Target): TargetHeaders {
  let headers = ofTargets.get(target);
  if (headers === undefined) {
    headers = { provider: headerValue(target.provider.id), model: headerValue(target.model.id) };
    ofTargets.set(target, headers);
  }
  return headers;
}

function contextWords(context: NonNullable<RouteReason['context']>): string {
  return context.done === 'trimmed' ? `trimmed; dropped=${context.droppedMessages}` : 'larger-window';
}

/** Headers that say what the gateway did with the request. */
export function routeHeaders(
  exchange: AdmittedExchange,
  target: Target,
  attempts: number,
  dropped: readonly string[],
): Record<string, string> {
  const { provider, model } = headersOf(target);
  const { ruleId, hedge } = exchange.header.route;
  const headers: Record<string, string> = {
    'x-request-id': exchange.requestId,
    'x-tollgate-provider': provider,
    'x-tollgate-model': model,
    'x-tollgate-route': ruleId === undefined ? 'direct' : headerValue(ruleId),
    'x-tollgate-attempts': String(attempts),
  };
  for (const name in exchange.answerHeaders) headers[name] = exchange.answerHeaders[name] ?? '';
  const { learnedTask, confidence, task, choice } = exchange.header.route;
  if (task !== '') headers['x-tollgate-task'] = learnedTask ?? task;
  if (confidence !== undefined) headers['x-tollgate-confidence'] = String(confidence);
  const { context, cascade } = exchange.header.route;
  if (cascade !== undefined)
    headers['x-tollgate-cascade'] = headerValue(`${cascade.stopped}: ${cascade.reason}`);
  if (context !== undefined) headers['x-tollgate-context'] = contextWords(context);
  const runnerUp = choice?.candidates[1];
  if (runnerUp !== undefined) headers['x-tollgate-runner-up'] = headerValue(runnerUp.model);
  if (hedge !== undefined)
    headers['x-tollgate-hedged'] = hedge.target === targetName(target) ? 'second' : 'first';
  if (exchange.outputLimit !== undefined) headers['x-tollgate-output-limit'] = String(exchange.outputLimit);
  if (dropped.length > 0) headers['x-tollgate-dropped'] = headerValue(dropped.join(','));
  return headers;
}

export const STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
};

export function errorHeaders(error: GatewayError, requestId: string): Record<string, string> {
  const headers: Record<string, string> = {
    'x-request-id': requestId,
    'content-type': 'application/json; charset=utf-8',
  };
  if (error.retryAfterS !== undefined) headers['retry-after'] = String(error.retryAfterS);
  if (error.shouldRetry !== undefined) headers['x-should-retry'] = String(error.shouldRetry);
  return headers;
}
