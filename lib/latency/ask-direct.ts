import { dialectFor } from '@/lib/dialects/registry';
import { sumMeters } from '@/lib/dialects/sum-meters';
import { ERROR_CODES } from '@/lib/errors/codes';
import { toGatewayError } from '@/lib/errors/to-error';
import { appendIntent } from '@/lib/gateway/books/append-intent';
import { Collector } from '@/lib/gateway/answer/collecting-outbound';
import { completeRequest, totalCostUsd } from '@/lib/gateway/books/complete-request';
import type { AdmittedExchange, GatewayDeps } from '@/lib/gateway/exchange';
import { newRequestId } from '@/lib/gateway/entrance/request-id';
import { reserveAttempt, type CoveredAttempt } from '@/lib/gateway/attempts/reserve-attempt';
import { settleAttempt } from '@/lib/gateway/books/settle-attempt';
import { buildUpstreamRequest } from '@/lib/gateway/upstream/upstream-request';
import type { AttemptOutcome, AttemptRecord } from '@/lib/ledger/records';
import { readFeatures } from '@/lib/routing/features';
import { targetName } from '@/lib/routing/select-targets';
import { DIRECT_BOOKED } from './direct-booked';
import { DirectCall, type DirectEnd } from './direct-call';
import type { BookedAs, Measured } from './measured';
import { chatOf, type Planned } from './plan-requests';

/**
 * Straight to the provider: no routing, no limits, no retries, no fallback, no cache. The budgets cover it and the books have
 * it like any other attempt, and it leaves through the same guarded connections; the clock runs only while the
 * provider is asked. Never rejects.
 */
export async function askDirect(
  deps: GatewayDeps,
  planned: Planned,
  as: BookedAs,
  maxTokens: number,
): Promise<Measured> {
  const { target } = planned;
  const exchange = exchangeFor(deps, planned, as, maxTokens);
  let covered: CoveredAttempt | undefined;
  let record: AttemptRecord | undefined;
  try {
    const call = buildUpstreamRequest(exchange, target, 1);
    covered = await reserveAttempt(exchange, target);
    const refusal = await appendIntent(covered?.exchange ?? exchange, target, 1);
    if (refusal !== undefined) throw refusal;
    const startedAt = deps.clock.now();
    const startedMono = deps.clock.monotonic();
    const end = await new DirectCall(target, deps.clock.monotonic).run(call);
    record = settle(covered?.exchange ?? exchange, planned, { startedAt, startedMono }, end);
    exchange.attempts.push(record);
    const isAnswered = end.failure === undefined;
    await completeRequest(exchange, isAnswered ? 'success' : 'error', isAnswered ? 200 : 502);
    const { firstContentMono } = end;
    return {
      requestId: exchange.requestId,
      errorCode: record.errorCode,
      latencyMs: end.endedMono - startedMono,
      firstContentMs: firstContentMono === undefined ? undefined : firstContentMono - startedMono,
      outTokens: sumMeters(record.usage.meters, 'out.'),
      costUsd: totalCostUsd(exchange.attempts),
    };
  } catch (thrown) {
    const { code } = toGatewayError(thrown);
    await completeRequest(exchange, 'rejected', ERROR_CODES[code].status, code);
    const none = { firstContentMs: undefined, outTokens: undefined };
    return { requestId: exchange.requestId, errorCode: code, latencyMs: 0, ...none, costUsd: '0' };
  } finally {
    covered?.settle(record);
  }
}

function settle(
  exchange: AdmittedExchange,
  { target }: Planned,
  started: { startedAt: number; startedMono: number },
  { usage, endedMono: _ended, failure, ...end }: DirectEnd,
): AttemptRecord {
  return settleAttempt(exchange, target, {
    ...{ attempt: 1, ...started, ...end, outcome: outcomeOf(failure), complete: failure === undefined },
    ...(failure !== undefined && { failure }),
    ...(usage !== undefined && { reported: usage }),
  });
}

function outcomeOf(failure: DirectEnd['failure']): AttemptOutcome {
  if (failure === undefined) return 'success';
  return failure.kind === 'timeout' ? 'timeout' : 'error';
}

/** The request as its provider's own client would write it. */
function exchangeFor(
  deps: GatewayDeps,
  { target, prompt }: Planned,
  { benchmarkId, workspaceId, keyId, address }: BookedAs,
  maxTokens: number,
): AdmittedExchange {
  const { model, provider, upstreamModel } = target;
  const snapshot = deps.snapshot();
  const dialect = dialectFor(provider.dialect);
  const chat = chatOf(upstreamModel, prompt, maxTokens);
  const { body } = dialect.encodeRequest(chat, { upstreamModel, maxOutputTokens: model.maxOutputTokens });
  const startedAt = deps.clock.now();
  const requestId = newRequestId(startedAt);
  const key = [...snapshot.keys.values()].find(({ id }) => id === keyId);
  const tags = { ...key?.tags, benchmark: benchmarkId, way: DIRECT_BOOKED.way };
  const features = readFeatures(chat, { keyId, tags, team: key?.team, at: startedAt });
  const inbound = {
    ...{ method: 'POST', path: '/v1/chat/completions', query: '', address },
    header: () => undefined,
    readBody: () => Promise.reject(new Error('there is no body to read')),
    openBody: () => {
      throw new Error('there is no body to read');
    },
  };
  return {
    ...{
      deps,
      inbound,
      outbound: new Collector(),
      snapshot,
      dialect,
      operation: 'chat',
      requestId,
      startedAt,
    },
    startedMono: deps.clock.monotonic(),
    key: key ?? { id: keyId, name: keyId, workspaceId, tags: {} },
    ...{ raw: Buffer.from(JSON.stringify(body)), chat, features },
    header: {
      ...{ requestId, startedAt, workspaceId, keyId, team: key?.team, door: deps.door, api: dialect.name },
      ...{ stream: true, requestedModel: targetName(target), tags, configVersion: snapshot.version },
      route: {
        ...{ task: DIRECT_BOOKED.task, signals: [], inputTokensEstimated: features.inputTokens },
        ...{ candidates: [targetName(target)], skipped: [] },
      },
    },
    ...{ settings: {}, escalateTo: [], attempts: [], answerHeaders: {}, cacheUse: undefined },
  };
}
