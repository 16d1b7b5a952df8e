import { sumUsd } from '@/lib/pricing/money';
import { draftRule } from '../draft-rule';
import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { percentOf, scaledUp, totalUsd } from '../tier';
import { msg } from '@/lib/i18n/msg';

const DAY_SECONDS = 86_400;
/** Below this share a cache costs more thought than it saves. */
const MARK = 0.05;

/** Prompts that a key sent again within a day, and that a provider answered, and billed, again. */
export function detectCacheableRepeats({ models, prompts, rules }: Facts): Recommendation {
  const base = { id: 'cacheable-repeats', title: msg('Repeats that a cache could answer') };
  if (prompts.prompts === 0)
    return {
      ...base,
      state: 'unknown',
      evidence: [
        msg('No request of this span has a fingerprint of its prompt: prompts of text alone leave one.'),
      ],
    };
  const repeats = prompts.repeats.reduce((sum, one) => sum + one.repeats, 0);
  const evidence = [
    msg(
      `${percentOf(repeats, prompts.prompts)} of the newest ${prompts.prompts} prompts were sent before by the same key, to the same model, within a day; ${MARK * 100} % is the mark.`,
    ),
  ];
  const [most] = prompts.repeats;
  if (most === undefined || repeats < prompts.prompts * MARK) return { ...base, state: 'fine', evidence };
  const lowUsd = sumUsd(prompts.repeats.map(({ costUsd }) => costUsd));
  const answered = models.reduce((sum, { requests }) => sum + requests, 0);
  const where =
    most.ruleId === '' ? msg(`of ${most.model}, which no rule decides`) : msg(`of the rule ${most.ruleId}`);
  return {
    ...base,
    state: 'found',
    evidence: [...evidence, msg(`Most costly are those ${where}: ${most.repeats} for $${most.costUsd}.`)],
    saving: { lowUsd, highUsd: scaledUp(lowUsd, answered, prompts.prompts, totalUsd(models)) },
    assumes: msg(
      'answers may be given again for a day; the low end is what the repeats that were looked at cost, the high end as large a share of all requests',
    ),
    rows: most.ruleId === '' ? { model: most.model } : { rule: most.ruleId },
    draft: draftRule(rules, most, {
      id: `advice-cache-${most.model}`.slice(0, 120),
      name: `Answers of ${most.model} are kept for a day`,
      settings: { cache: { ttlSeconds: DAY_SECONDS, scope: 'key', sampled: false } },
    }),
  };
}
