import { compareUsd, formatPico, parseUsd } from '@/lib/pricing/money';
import { draftRule } from '../draft-rule';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { percentOf } from '../tier';
import { msg } from '@/lib/i18n/msg';

/** Providers cache prefixes from 1,024 tokens on; below this average there is little to gain. */
const LONG_PROMPT = 2_048;
const HIT_MARK = 0.1;
/** Of long prompts, the part that could come from a cache at the high end. */
const CACHEABLE = 0.5;

/** Long prompts of which almost nothing is read from the provider's cache, at models whose cache has a price. */
export function detectUncachedPrefixes({ models, prices, now, rules, configured }: Facts): Recommendation {
  const base = { id: 'uncached-prefixes', title: msg('Long prompts are not cached') };
  const found = models.flatMap((used) => {
    const text = used.meters['in.text'] ?? 0;
    const cached = used.meters['in.cache_read'] ?? 0;
    const prompt = text + cached;
    if (used.attempts === 0 || prompt / used.attempts < LONG_PROMPT || cached / prompt >= HIT_MARK) return [];
    if (used.upstreamModel === undefined) return [];
    const tokens = Math.round(text * CACHEABLE);
    const costOf = (meter: 'in.text' | 'in.cache_read') => {
      const usage = { meters: { [meter]: tokens }, provenance: 'provider' as const };
      const query = {
        provider: used.provider,
        model: used.upstreamModel ?? '',
        at: now,
        usage,
        contextTokens: 0,
      };
      return prices.calculate(query).totalUsd;
    };
    const [plain, read] = [costOf('in.text'), costOf('in.cache_read')];
    if (plain === null || read === null || compareUsd(plain, read) <= 0) return [];
    return [{ used, prompt, cached, saving: parseUsd(plain) - parseUsd(read) }];
  });
  if (found.length === 0)
    return {
      ...base,
      state: 'fine',
      evidence: [msg('No model has long prompts on average and an unused cache with a price.')],
    };
  const apart = found.find(({ used }) => offersOf(configured, used.model) > 1)?.used.model;
  const high = found.reduce((sum, { saving }) => sum + saving, 0n);
  return {
    ...base,
    state: 'found',
    evidence: found.map(({ used, prompt, cached }) =>
      msg(
        `${used.model} at ${used.provider}: ${Math.round(prompt / used.attempts)} prompt tokens on average, ${percentOf(cached, prompt)} from the cache.`,
      ),
    ),
    saving: { lowUsd: '0', highUsd: formatPico(high) },
    assumes: msg(
      'at the high end half of these prompts is a prefix that repeats; how much does is not recorded. Writing to a cache costs extra at some providers. A draft is offered where a model has several providers: it keeps each conversation at one of them; some providers cache only what the client marks',
    ),
    rows: { model: found[0]?.used.model ?? '' },
    ...(apart !== undefined && { draft: draftAffinity(rules, apart) }),
  };
}

const offersOf = (configured: Facts['configured'], model: string) =>
  configured.find(({ id }) => id === model)?.offers.length ?? 0;

/** Conversations that go now here, now there find no cache: with this each keeps to where its beginning lies. */
const draftAffinity = (rules: Facts['rules'], model: string) =>
  draftRule(
    rules,
    { ruleId: '', model },
    {
      id: `advice-affinity-${model}`.slice(0, 120),
      name: `Conversations with ${model} keep to one provider`,
      settings: { affinity: { warmSeconds: 300 } },
    },
  );
