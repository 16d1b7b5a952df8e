import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import type { RequestCompletion } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';
import { tokensOf } from './gen-ai';
import { contextOf, readTraceparent } from './trace-context';

/**
 * A request as one line of the log. A list of what goes in, not of what stays out: no key, no header, no prompt, no
 * answer, and no message of a provider, which may quote them.
 */
export function requestLine(done: RequestCompletion, tracing: boolean): Record<string, unknown> {
  const { request, attempts } = done;
  const last = decidingAttempt(request.route, attempts);
  const tokens = last === undefined ? undefined : tokensOf(last.usage.meters);
  const costs = attempts.map(({ cost }) => cost.totalUsd);
  const parent = readTraceparent(request.traceparent);
  return {
    requestId: request.requestId,
    traceId: parent === undefined && !tracing ? undefined : contextOf(request.requestId, parent).traceId,
    workspace: request.workspaceId,
    keyId: request.keyId,
    team: request.team,
    api: request.api,
    stream: request.stream,
    requestedModel: request.requestedModel,
    target: last === undefined ? undefined : `${last.provider}/${last.model}`,
    rule: request.route.ruleId,
    attempts: attempts.length,
    status: done.status,
    outcome: done.outcome,
    errorCode: done.errorCode,
    inputTokens: tokens?.input,
    outputTokens: tokens?.output,
    // Unknown is absent, never 0.
    costUsd: costs.includes(null) ? undefined : sumUsd(costs.flatMap((cost) => cost ?? [])),
    latencyMs: done.latencyMs,
    firstContentMs: done.firstContentMs,
  };
}
