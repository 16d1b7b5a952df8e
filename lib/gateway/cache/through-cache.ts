import { cacheKey } from '@/lib/cache/cache-key';
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
import { SharedOutbound } from './shared-outbound';

type Run = (exchange: AdmittedExchange) => Promise<void>;

/** One request before the cache. */
interface Asked {
  exchange: AdmittedExchange;
  settings: CacheSettings;
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
  const { deps, settings, chat } = exchange;
  const [first] = targets;
  if (deps.cache === undefined || settings.cache === undefined || settings.cache.ttlSeconds === 0 || !first)
    return run(exchange);
  const wish = readCacheWish(exchange);
  const may = wish !== 'off' && uncacheable(chat, settings.cache) === undefined;
  const key = may ? keyOf(exchange, settings.cache, first) : undefined;
  if (key === undefined) {
    exchange.answerHeaders['x-tollgate-cache'] = 'off';
    return run(exchange);
  }
  exchange.answerHeaders['x-tollgate-cache-key'] = key;
  const asked: Asked = { exchange, settings: settings.cache, first, key, run };
  if (wish === 'refresh') await askAnew(asked);
  else await findOrAsk(asked);
}

function keyOf(exchange: AdmittedExchange, { scope }: CacheSettings, first: Target): string | undefined {
  const { header, key, dialect, operation, chat, inbound } = exchange;
  const owner = {
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
  return cacheKey(owner, exchange.raw);
}

async function findOrAsk(asked: Asked): Promise<void> {
  const { exchange, settings, key } = asked;
  const { cache } = exchange.deps;
  if (cache === undefined) return asked.run(exchange);
  for (;;) {
    const finding = cache.find(key, exchange.deps.clock.now(), settings.ttlSeconds * 1_000);
    const found = finding instanceof Promise ? await finding : finding;
    if (found !== undefined) return replayAnswer(exchange, found, 'hit_exact');
    const entered = cache.flights.enter(key);
    if ('lead' in entered) return lead(asked, entered.lead);
    const shared = await awaitFlight(exchange, entered.follow);
    if (shared !== 'none' && shared !== 'late') return replayAnswer(exchange, shared, 'hit_exact');
    if (shared === 'late') {
      await askAnew(asked);
      return;
    }
  }
}

/** Asks for all who wait; whatever becomes of it, they are told. */
async function lead(asked: Asked, flight: Flight<KeptAnswer>): Promise<void> {
  let kept: KeptAnswer | undefined;
  try {
    kept = await askAnew(asked, flight);
  } finally {
    flight.land(kept);
  }
}

async function askAnew(
  { exchange, settings, first, key, run }: Asked,
  flight?: Flight<KeptAnswer>,
): Promise<KeptAnswer | undefined> {
  const outbound = new SharedOutbound(exchange.outbound, () => (flight?.waiting ?? 0) > 0);
  if (flight !== undefined) flight.onDeserted = () => outbound.tellIfDeserted();
  exchange.answerHeaders['x-tollgate-cache'] = 'miss';
  exchange.cacheUse = { result: 'miss' };
  const asking: AdmittedExchange = { ...exchange, outbound };
  await run(asking);
  const kept = keptOf(asking, first, outbound, { key, ttlSeconds: settings.ttlSeconds });
  if (kept !== undefined) exchange.deps.cache?.keep(kept);
  return kept;
}
