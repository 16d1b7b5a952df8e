import type { AnswerCache } from '@/lib/cache/answer-cache';
import { cacheKey, type CacheOwner } from '@/lib/cache/cache-key';
import type { Flight } from '@/lib/cache/flights';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import { uncacheable } from '@/lib/cache/may-cache';
import type { CacheSettings } from '@/lib/cache/schemas';
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
  const key = may ? cacheKey(owner, exchange.raw) : undefined;
  if (key === undefined) {
    answerHeaders['x-tollgate-cache'] = 'off';
    return run(exchange);
  }
  answerHeaders['x-tollgate-cache-key'] = key;
  const asked: Asked = { exchange, cache, settings: settings.cache, owner, first, key, run };
  if (wish === 'refresh') await askAnew(asked);
  else await findOrAsk(asked);
}

function ownerOf(exchange: AdmittedExchange, { scope }: CacheSettings, first: Target): CacheOwner {
  const { header, key, dialect, operation, chat, inbound } = exchange;
  return {
    workspaceId: header.workspaceId,
    keyId: scope === 'key' ? key.id : undefined,
    ruleId: header.route.ruleId ?? '',
    operation,
    dialect: dialect.name,
    stream: chat.stream,
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
    if (found !== undefined) return replayAnswer(exchange, found, 'hit_exact');
    const entered = cache.flights.enter(key);
    if ('lead' in entered) return lead(asked, entered.lead);
    const shared = await awaitFlight(exchange, entered.follow);
    if (shared === 'none') continue;
    if (shared !== 'late')
      return replayAnswer(exchange, shared, shared.key === key ? 'hit_exact' : 'hit_semantic');
    await askAnew(asked);
    return;
  }
}

/** Asks for all who wait; whatever becomes of it, they are told. */
async function lead(asked: Asked, flight: Flight<KeptAnswer>): Promise<void> {
  const { exchange, owner, settings } = asked;
  let shared: KeptAnswer | undefined;
  try {
    const search = seekMeaning(exchange, owner, settings);
    shared = await search?.find();
    if (shared === undefined) shared = await askAnew(asked, { flight, search });
    else await replayAnswer(exchange, shared, 'hit_semantic');
  } finally {
    flight.land(shared);
  }
}

interface Leading {
  flight?: Flight<KeptAnswer>;
  search?: MeaningSearch | undefined;
}

async function askAnew(
  { exchange, cache, settings, first, key, run }: Asked,
  { flight, search }: Leading = {},
): Promise<KeptAnswer | undefined> {
  const outbound = new SharedOutbound(exchange.outbound, () => (flight?.waiting ?? 0) > 0);
  if (flight !== undefined) flight.onDeserted = () => outbound.tellIfDeserted();
  exchange.answerHeaders['x-tollgate-cache'] = 'miss';
  exchange.cacheUse = { result: 'miss' };
  const asking: AdmittedExchange = { ...exchange, outbound };
  await run(asking);
  const kept = keptOf(asking, first, outbound, { key, ttlSeconds: settings.ttlSeconds });
  if (kept === undefined) return undefined;
  if (search?.meaning !== undefined) kept.meaning = search.meaning;
  cache.keep(kept);
  return kept;
}
