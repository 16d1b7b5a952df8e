import type { Model } from '@/lib/config/schemas';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { Meter } from '@/lib/pricing/usage';
import type { Facts, KeyFacts, ModelFacts } from '@/lib/recommendations/facts';

const rate = (provider: string, model: string, meter: Meter, usd: string) => ({
  ...{
    id: `${provider}-${model}-${meter}`,
    provider,
    model,
    meter,
    rate: usd,
    per: 1_000_000 as const,
    currency: 'USD' as const,
  },
  ...{
    priority: 0,
    source: 'test',
    effectiveFrom: '2020-01-01T00:00:00Z',
    recordedAt: '2020-01-01T00:00:00Z',
  },
});
const offered = (id: string, ...providers: string[]): Model =>
  ({ id, offers: providers.map((provider) => ({ provider, model: id })) }) as Model;

/** `dear`: $10 / $30 for 1 M at `p`, $5 / $15 at `q`; a token read from its cache costs a tenth. `cheap`: $0.10 / $0.30. */
export const PRICES = buildPriceBook([
  ...[
    rate('p', 'dear', 'in.text', '10'),
    rate('p', 'dear', 'out.text', '30'),
    rate('p', 'dear', 'in.cache_read', '1'),
  ],
  ...[rate('q', 'dear', 'in.text', '5'), rate('q', 'dear', 'out.text', '15')],
  ...[rate('p', 'cheap', 'in.text', '0.1'), rate('p', 'cheap', 'out.text', '0.3')],
]);

/** 1,000 requests of 1,000 tokens in and none out: $10 for the dear model, at its price. */
export const used = (over: Partial<ModelFacts> = {}): ModelFacts => ({
  ...{
    provider: 'p',
    model: 'dear',
    upstreamModel: 'dear',
    requests: 1_000,
    attempts: 1_000,
    uncosted: 0,
    costUsd: '10',
  },
  ...{ meters: { 'in.text': 1_000_000 }, tasks: { simple_faq: 800, code: 200 } },
  ...over,
});

export const key = (over: Partial<KeyFacts> = {}): KeyFacts => ({
  ...{
    id: 'k',
    name: 'Key',
    enabled: true,
    requests: 0,
    requestsBefore: 100,
    costUsd: '0',
    costBeforeUsd: '5',
  },
  ...over,
});

export const facts = (over: Partial<Facts> = {}): Facts => ({
  ...{ workspaceId: 'main', days: 30, now: Date.UTC(2026, 10, 20), models: [], keys: [], rules: [] },
  prompts: { prompts: 0, limits: 0, repeats: [], outputs: [] },
  ...{
    configured: [offered('dear', 'p'), offered('cheap', 'p')],
    prices: PRICES,
    batchPriced: new Set<string>(),
  },
  ...over,
});

export { offered };
