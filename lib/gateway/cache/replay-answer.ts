import type { KeptAnswer } from '@/lib/cache/kept-answer';
import type { CacheUse, SavedByCache } from '@/lib/ledger/records';
import { completeRequest } from '../books/complete-request';
import type { AdmittedExchange } from '../exchange';
import { headerValue, STREAM_HEADERS } from '../answer/response-headers';

/** What the attempt would have used and cost at the prices of now, and the time that its client would have waited. */
function savedBy({ snapshot, startedAt }: AdmittedExchange, { usage, latencyMs }: KeptAnswer): SavedByCache {
  const { provider, model, upstreamModel, servedModel, region, speed, meters } = usage;
  const cost = snapshot.prices.calculate({
    provider,
    model: servedModel ?? upstreamModel,
    askedModel: upstreamModel,
    at: startedAt,
    usage: { meters, provenance: 'provider' },
    region,
    speed,
  });
  return { provider, model, meters, usd: cost.totalUsd, ms: latencyMs };
}

/** Gives an answer again, as it was: nobody is called and nothing billed; the books say what that saved. */
export async function replayAnswer(
  exchange: AdmittedExchange,
  answer: KeptAnswer,
  result: Exclude<CacheUse['result'], 'miss'>,
): Promise<void> {
  const saved = savedBy(exchange, answer);
  exchange.cacheUse = { result, saved };
  await completeRequest(exchange, 'success', 200);
  const headers = hitHeaders(exchange, answer, saved);
  if (answer.stream) {
    exchange.outbound.start(200, Object.assign(headers, STREAM_HEADERS));
    exchange.outbound.write(': x-tollgate-cost-usd 0\n\n');
  } else {
    headers['content-type'] = 'application/json';
    headers['content-length'] = String(answer.body.length);
    exchange.slot?.keep({ headers, body: answer.body });
    exchange.outbound.start(200, headers);
  }
  exchange.outbound.end(answer.body);
}

function hitHeaders(
  exchange: AdmittedExchange,
  { storedAt, dropped }: KeptAnswer,
  { provider, model, usd }: SavedByCache,
): Record<string, string> {
  const headers: Record<string, string> = { ...exchange.answerHeaders };
  headers['x-request-id'] = exchange.requestId;
  headers['x-tollgate-provider'] = headerValue(provider);
  headers['x-tollgate-model'] = headerValue(model);
  headers['x-tollgate-route'] = headerValue(exchange.header.route.ruleId ?? 'direct');
  headers['x-tollgate-attempts'] = '0';
  headers['x-tollgate-cost-usd'] = '0';
  headers['x-tollgate-cache'] = exchange.cacheUse?.result === 'hit_semantic' ? 'hit; semantic' : 'hit';
  headers['x-tollgate-saved-usd'] = usd ?? 'unpriced';
  headers['age'] = String(Math.max(0, Math.floor((exchange.startedAt - storedAt) / 1_000)));
  if (dropped !== undefined) headers['x-tollgate-dropped'] = dropped;
  return headers;
}
