import { formatPico, parseUsd } from '@/lib/pricing/money';
import { draftRule } from '../draft-rule';
import type { Facts, PromptFacts } from '../facts';
import type { Recommendation } from '../recommendation';
import { msg } from '@/lib/i18n/msg';

/** So many times what 99 of 100 answers need is far above it. */
const MARK = 4;
/** What a draft leaves above that need. */
const ROOM = 1.5;

/** Output limits far above what is used: budgets and rate limits set the limit aside, and one answer that runs away costs all of it. */
export function detectOversizedMaxTokens(facts: Facts): Recommendation {
  const base = { id: 'oversized-max-tokens', title: msg('Output limits far above what is used') };
  const { limits, outputs } = facts.prompts;
  if (limits === 0)
    return {
      ...base,
      state: 'unknown',
      evidence: [msg('No request of this span asked for an output limit.')],
    };
  const found = outputs.filter(
    ({ limitTokens, usedTokens }) => limitTokens >= MARK * Math.max(1, usedTokens),
  );
  const [most] = found;
  if (most === undefined)
    return {
      ...base,
      state: 'fine',
      evidence: [
        msg(`Where limits are asked for, they are below ${MARK} times what 99 of 100 answers need.`),
      ],
    };
  const maxTokens = Math.ceil(Math.max(1, most.usedTokens) * ROOM);
  return {
    ...base,
    state: 'found',
    evidence: found.map(({ ruleId, model, requests, limitTokens, usedTokens }) =>
      ruleId === ''
        ? msg(
            `${model}: half of ${requests} requests allow ${limitTokens} tokens or more; 99 of 100 answers need at most ${usedTokens}.`,
          )
        : msg(
            `${model} by the rule ${ruleId}: half of ${requests} requests allow ${limitTokens} tokens or more; 99 of 100 answers need at most ${usedTokens}.`,
          ),
    ),
    saving: { lowUsd: '0', highUsd: excessUsd(facts, found) },
    assumes: msg(
      'at the high end the longest answers, 1 of 100, end where the others do; at the low end they need their length, and only reservations of budgets and rate limits become smaller',
    ),
    rows: most.ruleId === '' ? { model: most.model } : { rule: most.ruleId },
    draft: draftRule(facts.rules, most, {
      id: `advice-output-${most.model}`.slice(0, 120),
      name: `Answers of ${most.model} have at most ${maxTokens} tokens`,
      settings: { parameters: { default: { maxTokens, override: true } } },
    }),
  };
}

/** What the tokens beyond the need of 99 of 100 cost, at the prices of now; those without a price are left out. */
function excessUsd({ configured, prices, now }: Facts, found: PromptFacts['outputs']): string {
  const total = found.reduce((sum, { provider, model, excessTokens }) => {
    const offers = configured.find(({ id }) => id === model)?.offers ?? [];
    const offer = offers.find((one) => one.provider === provider);
    if (offer === undefined || excessTokens === 0) return sum;
    const usage = { meters: { 'out.text': excessTokens }, provenance: 'provider' as const };
    const cost = prices.calculate({
      provider,
      model: offer.model,
      at: now,
      usage,
      contextTokens: 0,
    }).totalUsd;
    return cost === null ? sum : sum + parseUsd(cost);
  }, 0n);
  return formatPico(total);
}
