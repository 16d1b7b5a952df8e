import type { AnswerCache, Landing } from '@/lib/cache/answer-cache';
import { cacheKey, formOf, FORMS, keptKey, type CacheOwner } from '@/lib/cache/cache-key';
import type { Flight } from '@/lib/cache/flights';
import { inOtherForm } from '@/lib/cache/other-form';
import { uncacheable } from '@/lib/cache/may-cache';
import type { CacheSettings } from '@/lib/cache/schemas';
import { decidingAttempt } from '@/lib/ledger/deciding-attempt';
import type { Target } from '@/lib/routing/select-targets';
import type { AdmittedExchange } from '../exchange';
import { awaitFlight } from './await-flight';
import { keptOf } from './kept-of';
import { readCacheWish } from './read-cache-wish';
import { replayAnswer } from './replay-answer';
import { seekMeaning, type MeaningSearch } from './seek-meaning';
import { SharedOutbound } from './shared-outbound';

type Run = (exchange: AdmittedExchange) => Promise<void>;

/** One request before the cache. */
interface Asked {
  exchange: AdmittedExchange;
  cache: AnswerCache;
  settings: CacheSettings;
  owner: CacheOwner;
  first: Target;
  /** Of the request in any form. */
  requestKey: string;
  /** Of its answer in the form that is wanted. */
  key: string;
  run: Run;
}

/**
 * Answers a request whose rule has a cache: from memory where it holds the answer, from an identical request that is under
 * way, else by `run`, whose answer is then kept. Throws what `run` throws, and GatewayError 400 for a wish that makes no
 * sense.
 */
export async function throughCache(
  exchange: AdmittedExchange,
  targets: readonly Target[],
  run: Run,
): Promise<void> {
  const { settings, chat, answerHeaders } = exchange;
  const { cache } = exchange.deps;
  const [first] = targets;
  if (cache === undefined || settings.cache === undefined || settings.cache.ttlSeconds === 0 || !first)
    return run(exchange);
  const wish = readCacheWish(exchange);
  const may = wish !== 'off' && uncacheable(chat, settings.cache) === undefined;
  const owner = ownerOf(exchange, settings.cache, first);
  const requestKey = may ? cacheKey(owner, exchange.raw) : undefined;
  if (requestKey === undefined) {
    answerHeaders['x-tollgate-cache'] = 'off';
    return run(exchange);
  }
  answerHeaders['x-tollgate-cache-key'] = requestKey;
  const key = keptKey(requestKey, formOf(chat));
  const asked: Asked = { exchange, cache, settings: settings.cache, owner, first, requestKey, key, run };
  if (wish === 'refresh') await askAnew(asked);
  else await findOrAsk(asked);
}

function ownerOf(exchange: AdmittedExchange, { scope }: CacheSettings, first: Target): CacheOwner {
  const { header, key, dialect, operation, inbound } = exchange;
  return {
    workspaceId: header.workspaceId,
    keyId: scope === 'key' ? key.id : undefined,
    ruleId: header.route.ruleId ?? '',
    operation,
    dialect: dialect.name,
    model: first.model.id,
    upstreamModel: first.upstreamModel,
    maxTokens: key.maxTokens,
    betas: [inbound.header('anthropic-beta'), inbound.header('openai-beta')],
  };
}

async function findOrAsk(asked: Asked): Promise<void> {
  const { exchange, cache, settings, key } = asked;
  for (;;) {
    const finding = cache.find(key, exchange.deps.clock.now(), settings.ttlSeconds * 1_000);
    const found = finding instanceof Promise ? await finding : finding;
    const answer = found ?? (await findOtherForm(asked));
    if (answer !== undefined) return replayAnswer(exchange, answer, 'hit_exact');
    const entered = cache.flights.enter(key);
    if ('lead' in entered) return lead(asked, entered.lead);
    const shared = await awaitFlight(exchange, entered.follow);
    if (shared === 'none') continue;
    // The next answer could hardly be given again either: to wait for it in turn would be for nothing.
    if (shared === 'late' || shared === 'unkept') return void (await askAnew(asked));
    return replayAnswer(exchange, shared, shared.key === key ? 'hit_exact' : 'hit_semantic');
  }
}

/** An answer that was kept whole serves a stream, and the other way round, where that gives the same in the door's words. */
async function findOtherForm({ exchange, cache, settings, requestKey, key }: Asked) {
  if (exchange.operation !== 'chat') return undefined;
  const { dialect, chat, deps } = exchange;
  for (const form of FORMS) {
    const other = keptKey(requestKey, form);
    if (other === key) continue;
    const finding = cache.find(other, deps.clock.now(), settings.ttlSeconds * 1_000);
    const found = finding instanceof Promise ? await finding : finding;
    const body = found && inOtherForm(found, dialect, chat);
    if (found === undefined || body === undefined) continue;
    // What it means is known of the form that was asked for with it.
    const answer = { ...found, key, body, stream: chat.stream, meaning: undefined };
    cache.memory.put(answer);
    return answer;
  }
  return undefined;
}

/** Asks for all who wait; whatever becomes of it, they are told. */
async function lead(asked: Asked, flight: Flight<Landing>): Promise<void> {
  const { exchange, owner, settings } = asked;
  let landing: Landing | undefined;
  try {
    const search = seekMeaning(exchange, owner, settings);
    const meant = await search?.find();
    landing = meant;
    if (meant === undefined) landing = await askAnew(asked, { flight, search });
    else await replayAnswer(exchange, meant, 'hit_semantic');
  } finally {
    flight.land(landing);
  }
}

interface Leading {
  flight?: Flight<Landing>;
  search?: MeaningSearch | undefined;
}

async function askAnew(
  { exchange, cache, settings, first, key, run }: Asked,
  { flight, search }: Leading = {},
): Promise<Landing | undefined> {
  const outbound = new SharedOutbound(exchange.outbound, () => (flight?.waiting ?? 0) > 0);
  if (flight !== undefined) flight.onDeserted = () => outbound.tellIfDeserted();
  exchange.answerHeaders['x-tollgate-cache'] = 'miss';
  exchange.cacheUse = { result: 'miss' };
  const asking: AdmittedExchange = { ...exchange, outbound };
  await run(asking);
  const kept = keptOf(asking, first, outbound, { key, ttlSeconds: settings.ttlSeconds });
  if (kept === undefined) {
    const { outcome } = decidingAttempt(exchange.header.route, exchange.attempts) ?? {};
    return outcome === 'success' ? 'unkept' : undefined;
  }
  if (search?.meaning !== undefined) kept.meaning = search.meaning;
  cache.keep(kept);
  return kept;
}
