import { describe, expect, it } from 'vitest';
import { ruleSchema } from '@/lib/config/schemas';
import { compareUsd } from '@/lib/pricing/money';
import { detectAveragePrice } from '@/lib/recommendations/detect/average-price';
import { detectBatchable } from '@/lib/recommendations/detect/batchable';
import { detectCacheableRepeats } from '@/lib/recommendations/detect/cacheable-repeats';
import { detectCheapUnused } from '@/lib/recommendations/detect/cheap-unused';
import { detectCheaperProvider } from '@/lib/recommendations/detect/cheaper-provider';
import { detectDearModels } from '@/lib/recommendations/detect/dear-models';
import { detectIdleKeys } from '@/lib/recommendations/detect/idle-keys';
import { detectOversizedMaxTokens } from '@/lib/recommendations/detect/oversized-max-tokens';
import { detectUncachedPrefixes } from '@/lib/recommendations/detect/uncached-prefixes';
import type { Facts } from '@/lib/recommendations/facts';
import { recommend, recommendationView } from '@/lib/recommendations/list';
import { isDear } from '@/lib/recommendations/tier';
import { facts, key, offered, used } from './sample-facts';

const cheap = (costUsd: string) =>
  used({ model: 'cheap', upstreamModel: 'cheap', costUsd, tasks: { simple_faq: 10 } });

describe('dear models', () => {
  it('are worth a look above half of the spend, and not at half', () => {
    const half = [used(), cheap('10')].map((model) => ({
      ...model,
      meters: { 'in.text': model.model === 'dear' ? 1_000_000 : 100_000_000 },
    }));
    expect(detectDearModels(facts({ models: half })).state).toBe('fine');
    const more = [used({ costUsd: '10.000001' }), ...half.slice(1)];
    expect(detectDearModels(facts({ models: more }))).toMatchObject({
      state: 'found',
      rows: { model: 'dear' },
    });
  });

  it('begin above $2.00 for 1 M tokens, exactly', () => {
    const meters = { 'in.text': 1_000_000, 'out.text': 2_000_000 };
    expect(isDear({ costUsd: '6', meters })).toBe(false);
    expect(isDear({ costUsd: '6.000000000001', meters })).toBe(true);
    expect(isDear({ costUsd: '0.000000000002', meters: { 'in.text': 1 } })).toBe(false);
    expect(isDear({ costUsd: '1', meters: {} })).toBe(false);
  });

  it('save what the simple tasks cost less elsewhere; at the low end with a third more tokens', () => {
    const found = detectDearModels(facts({ models: [used()] }));
    // 80 % of $10 less 800,000 tokens at $0.10 for 1 M, and that a third more.
    expect(found.saving?.highUsd).toBe('7.92');
    expect(found.saving?.lowUsd).toMatch(/^7\.8933333/);
    expect(found.evidence).toContain('They take 100.0 % of the spend; 50 % is the mark.');
    expect(found.draft).toMatchObject({
      section: 'rules',
      first: true,
      put: { when: { models: ['dear'] }, targets: ['cheap', 'dear'] },
    });
  });

  it('have no saving and no draft where nothing cheaper is configured or priced', () => {
    const found = detectDearModels(
      facts({ models: [used()], configured: [offered('dear', 'p'), offered('free', 'p')] }),
    );
    expect(found.state).toBe('found');
    expect([found.saving, found.draft]).toEqual([undefined, undefined]);
  });
});

describe('the average price', () => {
  it('is fine at $2 for 1 M tokens, dear above, unknown without tokens', () => {
    const at = (costUsd: string) => detectAveragePrice(facts({ models: [used({ costUsd })] })).state;
    expect([at('2'), at('2.01')]).toEqual(['fine', 'found']);
    expect(detectAveragePrice(facts()).state).toBe('unknown');
  });

  it('takes no tokens for free whose model has no price', () => {
    const priced = used({ costUsd: '3' });
    const unpriced = used({
      ...{ model: 'new', attempts: 500, uncosted: 500, costUsd: '0' },
      meters: { 'in.text': 9_000_000 },
    });
    const { state, evidence } = detectAveragePrice(facts({ models: [priced, unpriced] }));
    expect(state).toBe('found');
    expect(evidence).toEqual([
      expect.stringMatching(/^\$3\.000 for 1 M tokens/),
      'Left out, for nobody knows what they cost: new.',
    ]);
    expect(detectAveragePrice(facts({ models: [unpriced] })).state).toBe('unknown');
  });
});

describe('cheap models that could do more', () => {
  const tasks = (simple: number) => ({ simple_faq: simple, code: 1_000 - simple });
  it('are found from 60 % of simple tasks on, while they take less than 30 % of the spend', () => {
    const state = (simple: number, cheapUsd: string) =>
      detectCheapUnused(
        facts({
          models: [
            used({ tasks: tasks(simple), costUsd: '7' }),
            used({ model: 'cheap', tasks: {}, costUsd: cheapUsd, meters: { 'in.text': 100_000_000 } }),
          ],
        }),
      ).state;
    expect([state(599, '1'), state(600, '1'), state(600, '3')]).toEqual(['fine', 'found', 'fine']);
  });

  it('are unknown when no request was classified', () => {
    expect(detectCheapUnused(facts({ models: [used({ tasks: {} })] })).state).toBe('unknown');
  });
});

describe('a cheaper provider of the same model', () => {
  it('is told with the difference at list prices and a rule that tries it first', () => {
    const found = detectCheaperProvider(facts({ models: [used()], configured: [offered('dear', 'p', 'q')] }));
    expect(found).toMatchObject({
      state: 'found',
      saving: { lowUsd: '0', highUsd: '5' },
      evidence: ['dear: q would have cost $5 less than p.'],
      draft: { put: { targets: ['q/dear', 'dear'] } },
    });
  });

  it('is none where there is one provider, or the other costs as much', () => {
    expect(detectCheaperProvider(facts({ models: [used()] })).state).toBe('fine');
    const equal = facts({ models: [used({ costUsd: '5' })], configured: [offered('dear', 'p', 'q')] });
    expect(detectCheaperProvider(equal).state).toBe('fine');
  });
});

describe('long prompts that are not cached', () => {
  const long = (text: number, cached = 0) =>
    used({ attempts: 100, meters: { 'in.text': text, 'in.cache_read': cached } });
  const state = (model: ReturnType<typeof long>) => detectUncachedPrefixes(facts({ models: [model] })).state;

  it('are found from 2,048 tokens on average, while less than a tenth is read from a cache', () => {
    expect([state(long(204_799)), state(long(204_800))]).toEqual(['fine', 'found']);
    expect([state(long(900_001, 99_999)), state(long(900_000, 100_000))]).toEqual(['found', 'fine']);
  });

  it('save at most what half of the prompts costs less when read', () => {
    const found = detectUncachedPrefixes(facts({ models: [long(1_000_000)] }));
    expect(found.saving).toEqual({ lowUsd: '0', highUsd: '4.5' });
  });

  it('are none where reading a cache has no price', () => {
    expect(state({ ...long(1_000_000), model: 'cheap', upstreamModel: 'cheap' })).toBe('fine');
  });
});

describe('bulk work at the full price', () => {
  const bulk = (balanced: number) =>
    detectBatchable(facts({ models: [used({ tasks: { balanced } })], batchPriced: new Set(['p/dear']) }));

  it('is found from 100 requests on, and saves at most half of what they cost', () => {
    expect([bulk(99).state, bulk(100).state]).toEqual(['fine', 'found']);
    expect(bulk(100).saving).toEqual({ lowUsd: '0', highUsd: '0.5' });
  });

  it('is unknown without any batch price', () => {
    expect(detectBatchable(facts({ models: [used()] })).state).toBe('unknown');
  });
});

describe('long prompts that are not cached', () => {
  const long = used({ meters: { 'in.text': 4_000_000 } });
  const found = (...providers: string[]) =>
    detectUncachedPrefixes(facts({ models: [long], configured: [offered('dear', ...providers)] }));

  it('are drafted to keep conversations at one provider, where there are several', () => {
    const { draft } = found('p', 'q');
    expect(draft).toMatchObject({
      section: 'rules',
      first: true,
      put: { when: { models: ['dear'] }, targets: ['dear'], settings: { affinity: { warmSeconds: 300 } } },
    });
    if (draft?.section === 'rules') expect(ruleSchema.safeParse(draft.put).success).toBe(true);
    expect([found('p').state, found('p').draft]).toEqual(['found', undefined]);
  });
});

describe('idle keys', () => {
  const state = (over: Parameters<typeof key>[0]) => detectIdleKeys(facts({ keys: [key(over)] })).state;

  it('were dear and are hardly used: at most 2 % of the requests, after $1', () => {
    expect([state({ requests: 2 }), state({ requests: 3 })]).toEqual(['found', 'fine']);
    expect([state({ costBeforeUsd: '1' }), state({ costBeforeUsd: '0.999999' })]).toEqual(['found', 'fine']);
  });

  it('can be switched off at one click each', () => {
    const found = detectIdleKeys(
      facts({ keys: [key({ id: 'k7', name: 'Old job', requests: 0 }), key({ id: 'k8', requests: 90 })] }),
    );
    expect(found.keys).toEqual([{ id: 'k7', name: 'Old job' }]);
    expect(recommendationView.parse(found).keys).toHaveLength(1);
  });

  it('are none when they are disabled, or were never used', () => {
    expect([state({ enabled: false }), state({ requestsBefore: 0 })]).toEqual(['fine', 'fine']);
  });
});

describe('repeats that a cache could answer', () => {
  const repeating = (repeats: number, over: Partial<Facts> = {}) =>
    detectCacheableRepeats(
      facts({
        models: [used({ requests: 2_000, costUsd: '20' })],
        prompts: {
          ...facts().prompts,
          prompts: 1_000,
          repeats: [{ ruleId: 'auto', model: 'dear', repeats, costUsd: '0.5' }],
        },
        ...over,
      }),
    );

  it('are found from 5 % of the prompts on, and cost what they cost, or as large a share of all requests', () => {
    expect([repeating(49).state, repeating(50).state]).toEqual(['fine', 'found']);
    expect(repeating(50).saving).toEqual({ lowUsd: '0.5', highUsd: '1' });
  });

  it('open the rule that decided them as a draft that keeps answers for a day, or a new one', () => {
    const rule = {
      id: 'auto',
      name: 'Auto',
      enabled: true,
      when: {},
      targets: ['dear'],
      fallbacks: [],
      settings: { totalMs: 9 },
    };
    expect(repeating(50, { rules: [rule] }).draft).toEqual({
      section: 'rules',
      put: { ...rule, settings: { totalMs: 9, cache: { ttlSeconds: 86_400, scope: 'key', sampled: false } } },
    });
    expect(repeating(50).draft).toMatchObject({ first: true, put: { when: { models: ['dear'] } } });
    expect(ruleSchema.safeParse(repeating(50).draft?.put).error).toBeUndefined();
  });
});

describe('output limits far above what is used', () => {
  const limited = (limitTokens: number, excessTokens = 0) =>
    detectOversizedMaxTokens(
      facts({
        prompts: {
          ...facts().prompts,
          limits: 100,
          outputs: [
            {
              ruleId: '',
              provider: 'p',
              model: 'dear',
              requests: 100,
              limitTokens,
              usedTokens: 100,
              excessTokens,
            },
          ],
        },
      }),
    );

  it('are found from four times the need of 99 of 100 answers on', () => {
    expect([limited(399).state, limited(400).state]).toEqual(['fine', 'found']);
  });

  it('save at most what lies beyond that need, at the price of an output token', () => {
    expect(limited(4_000, 1_000).saving).toEqual({ lowUsd: '0', highUsd: '0.03' });
    expect(ruleSchema.safeParse(limited(4_000).draft?.put).error).toBeUndefined();
    expect(limited(4_000).draft).toMatchObject({
      put: { settings: { parameters: { default: { maxTokens: 150, override: true } } } },
    });
  });
});

describe('all of them together', () => {
  const full = facts({
    models: [used({ tasks: { simple_faq: 600, balanced: 400 }, attempts: 100 })],
    keys: [key()],
    configured: [offered('dear', 'p', 'q'), offered('cheap', 'p')],
    batchPriced: new Set(['p/dear']),
  });

  it('each has evidence, and a saving whose low end is not above its high end', () => {
    const all = recommend(full).map((one) => recommendationView.parse(one));
    expect(all.filter(({ state }) => state === 'found')).toHaveLength(7);
    for (const { evidence, saving } of all) {
      expect(evidence.join('')).not.toBe('');
      if (saving !== undefined) expect(compareUsd(saving.lowUsd, saving.highUsd)).toBeLessThanOrEqual(0);
    }
  });

  it('on empty books nothing is found, and what cannot be known is said', () => {
    const all = recommend(facts());
    expect(all.filter(({ state }) => state === 'found')).toEqual([]);
    expect(all.filter(({ state }) => state === 'unknown').map(({ id }) => id)).toEqual(
      expect.arrayContaining(['average-price', 'cheap-unused', 'cacheable-repeats', 'oversized-max-tokens']),
    );
    expect(all.every(({ saving, draft }) => saving === undefined && draft === undefined)).toBe(true);
  });
});
