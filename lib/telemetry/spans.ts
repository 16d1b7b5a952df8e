import { type Attributes, type HrTime, type SpanContext, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { Resource } from '@opentelemetry/resources';
import type { ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import type { AttemptRecord, RequestCompletion } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';
import { callAttributes, operationName, tokensOf } from './gen-ai';
import { contextOf, isSampled, readTraceparent, type TraceContext } from './trace-context';

const SCOPE = { name: 'tollgate' };

const hrTime = (ms: number): HrTime => [Math.floor(ms / 1_000), Math.round((ms % 1_000) * 1e6)];
const spanContext = ({ traceId, spanId, flags }: TraceContext): SpanContext => ({
  ...{ traceId, spanId, traceFlags: flags },
});

function known(attributes: Record<string, Attributes[string]>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

interface SpanParts {
  name: string;
  kind: SpanKind;
  context: TraceContext;
  parent: TraceContext | undefined;
  startMs: number;
  durationMs: number;
  failed: boolean;
  attributes: Attributes;
}

function spanOf(parts: SpanParts, resource: Resource): ReadableSpan {
  const context = spanContext(parts.context);
  return {
    ...{ name: parts.name, kind: parts.kind, attributes: parts.attributes, resource },
    spanContext: () => context,
    ...(parts.parent === undefined
      ? {}
      : { parentSpanContext: { ...spanContext(parts.parent), isRemote: true } }),
    startTime: hrTime(parts.startMs),
    endTime: hrTime(parts.startMs + parts.durationMs),
    duration: hrTime(parts.durationMs),
    status: { code: parts.failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    ...{ links: [], events: [], ended: true, instrumentationScope: SCOPE },
    ...{ droppedAttributesCount: 0, droppedEventsCount: 0, droppedLinksCount: 0 },
  };
}

function usageAttributes(attempt: AttemptRecord | undefined): Record<string, number | undefined> {
  if (attempt === undefined) return {};
  const { meters } = attempt.usage;
  const { input, output } = tokensOf(meters);
  return {
    'gen_ai.usage.input_tokens': input,
    'gen_ai.usage.output_tokens': output,
    'gen_ai.usage.cache_read.input_tokens': meters['in.cache_read'],
  };
}

function attemptSpan(
  { request }: RequestCompletion,
  attempt: AttemptRecord,
  parent: TraceContext,
  resource: Resource,
): ReadableSpan {
  const attributes = known({
    ...callAttributes(request, attempt),
    ...usageAttributes(attempt),
    'gen_ai.response.finish_reasons': attempt.finishReason === undefined ? undefined : [attempt.finishReason],
    'http.response.status_code': attempt.status === 0 ? undefined : attempt.status,
    'tollgate.attempt': attempt.attempt,
    'tollgate.provider.id': attempt.provider,
    'tollgate.cost_usd': attempt.cost.totalUsd ?? undefined,
    'tollgate.first_content_ms': attempt.firstContentMs,
  });
  return spanOf(
    {
      name: `${operationName(request)} ${attempt.upstreamModel}`,
      ...{ kind: SpanKind.CLIENT, parent, attributes },
      context: contextOf(request.requestId, parent, attempt.attempt),
      ...{ startMs: attempt.startedAt, durationMs: attempt.latencyMs, failed: attempt.outcome !== 'success' },
    },
    resource,
  );
}

/** A request and its attempts as spans; none when the client's trace is not sampled. */
export function spansOf(done: RequestCompletion, resource: Resource): ReadableSpan[] {
  const { request, attempts, outcome } = done;
  const parent = readTraceparent(request.traceparent);
  const context = contextOf(request.requestId, parent);
  if (!isSampled(context)) return [];
  const last = decidingAttempt(request.route, attempts);
  const costs = attempts.map(({ cost }) => cost.totalUsd);
  const attributes = known({
    'gen_ai.operation.name': operationName(request),
    'gen_ai.request.model': request.requestedModel,
    ...(last === undefined
      ? {}
      : { 'gen_ai.provider.name': callAttributes(request, last)['gen_ai.provider.name'] }),
    'gen_ai.response.model': last?.servedModel ?? last?.upstreamModel,
    ...usageAttributes(last),
    'http.response.status_code': done.status,
    'error.type': outcome === 'success' ? undefined : (done.errorCode ?? outcome),
    'tollgate.request.id': request.requestId,
    'tollgate.workspace': request.workspaceId,
    'tollgate.key.id': request.keyId,
    'tollgate.rule': request.route.ruleId,
    'tollgate.outcome': outcome,
    'tollgate.cost_usd': costs.includes(null) ? undefined : sumUsd(costs.flatMap((cost) => cost ?? [])),
  });
  const whole = spanOf(
    {
      name: `${operationName(request)} ${request.requestedModel}`.trim(),
      ...{ kind: SpanKind.SERVER, context, parent, attributes },
      ...{ startMs: request.startedAt, durationMs: done.latencyMs, failed: outcome !== 'success' },
    },
    resource,
  );
  return [whole, ...attempts.map((attempt) => attemptSpan(done, attempt, context, resource))];
}
