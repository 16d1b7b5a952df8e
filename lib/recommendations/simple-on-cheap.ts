import { formatPico, parseUsd, subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import { METERS, type MeterQuantities } from '@/lib/pricing/usage';
import type { Facts, ModelFacts } from './facts';
import type { Recommendation } from './recommendation';
import { cheapestFor, shareOf, SIMPLE_TASKS } from './tier';

export interface Move {
  model: string;
  saving: { lowUsd: UsdString; highUsd: UsdString };
  draft: NonNullable<Recommendation['draft']>;
}

/** Tokens that other tokenizers make of the same text: up to a third more. */
const TOKENIZER_SPREAD = 3n;

/**
 * What moving the simple tasks of some models to the cheapest configured one would have saved, and the rule for it.
 * Between the low end (the other tokenizer makes a third more) and the high end (the same tokens). Undefined when it
 * would save nothing, or nothing is priced.
 */
export function moveSimpleTasks(facts: Facts, from: readonly ModelFacts[]): Move | undefined {
  const moved = from.map((one) => {
    const simple = Object.entries(one.tasks).filter(([task]) => SIMPLE_TASKS.has(task));
    const requests = simple.reduce((sum, [, count]) => sum + count, 0);
    return { actual: shareOf(one.costUsd, requests, one.requests), one, requests };
  });
  const meters: MeterQuantities = {};
  for (const { one, requests } of moved)
    for (const meter of METERS) {
      const part = Math.round(((one.meters[meter] ?? 0) * requests) / Math.max(1, one.requests));
      if (part > 0) meters[meter] = (meters[meter] ?? 0) + part;
    }
  const best = cheapestFor(facts, meters);
  if (best === undefined || from.some(({ model }) => model === best.model)) return undefined;
  const actual = sumUsd(moved.map((one) => one.actual));
  const highUsd = subtractUsd(actual, best.costUsd);
  if (parseUsd(highUsd) <= 0n) return undefined;
  const third = parseUsd(best.costUsd) / TOKENIZER_SPREAD;
  const low = parseUsd(highUsd) - third;
  return {
    model: best.model,
    saving: { lowUsd: low > 0n ? formatPico(low) : '0', highUsd },
    draft: {
      section: 'rules',
      first: true,
      put: {
        id: 'advice-simple-tasks',
        name: `Simple tasks go to ${best.model}`,
        enabled: true,
        when: { models: [...new Set(from.map(({ model }) => model))], tasks: [...SIMPLE_TASKS] },
        targets: [best.model, ...new Set(from.map(({ model }) => model))],
      },
    },
  };
}
