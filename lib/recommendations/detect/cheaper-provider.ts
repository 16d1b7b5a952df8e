import { parseUsd, subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { msg } from '@/lib/i18n/msg';

/** The same model, which another of its configured providers sells for less, at the tokens as they were used. */
export function detectCheaperProvider({ models, configured, prices, now }: Facts): Recommendation {
  const base = { id: 'cheaper-provider', title: msg('Another provider of the same model is cheaper') };
  const found = models.flatMap((used) => {
    const offers = configured.find(({ id }) => id === used.model)?.offers ?? [];
    const usage = { meters: used.meters, provenance: 'provider' as const };
    return offers
      .filter(({ provider }) => provider !== used.provider)
      .flatMap(({ provider, model }) => {
        const cost = prices.calculate({ provider, model, at: now, usage, contextTokens: 0 }).totalUsd;
        if (cost === null || parseUsd(cost) >= parseUsd(used.costUsd)) return [];
        return [{ used, provider, savingUsd: subtractUsd(used.costUsd, cost) }];
      });
  });
  const [best] = found.toSorted((a, b) => (parseUsd(a.savingUsd) > parseUsd(b.savingUsd) ? -1 : 1));
  if (best === undefined) {
    const several = configured.filter(({ offers }) => offers.length > 1).length;
    return {
      ...base,
      state: 'fine',
      evidence: [
        several === 0
          ? msg('No model is configured at several providers.')
          : several === 1
            ? msg('1 model has several providers; none is used at a dearer one.')
            : msg(`${several} models have several providers; none is used at a dearer one.`),
      ],
    };
  }
  const { used, provider, savingUsd } = best;
  return {
    ...base,
    state: 'found',
    evidence: found.map((one) =>
      msg(
        `${one.used.model}: ${one.provider} would have cost $${one.savingUsd} less than ${one.used.provider}.`,
      ),
    ),
    saving: { lowUsd: '0', highUsd: sumUsd([savingUsd]) },
    assumes: msg(
      'the same tokens at list prices; the low end is that nothing of what you use is as good there',
    ),
    rows: { model: used.model },
    draft: {
      section: 'rules',
      first: true,
      put: {
        id: `advice-provider-${used.model}`.slice(0, 120),
        name: `${used.model} at ${provider} first`,
        enabled: true,
        when: { models: [used.model] },
        targets: [`${provider}/${used.model}`, used.model],
      },
    },
  };
}
