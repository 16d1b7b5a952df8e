import { addUsd, sumUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

interface Cost {
  /** Null when it is not known. */
  costUsd: UsdString | null;
  costState: string;
}

/** What re-rating made of a request's cost: the same as COST_NOW says in SQL. */
export function costAfter(
  billed: Cost,
  attempts: readonly { costUsd: UsdString | null }[],
  corrections: readonly { deltaUsd: UsdString; uncostedDelta: number }[],
): Cost {
  const given = corrections.reduce((sum, { uncostedDelta }) => sum + uncostedDelta, 0);
  if (billed.costUsd === null && given === 0) return billed;
  const without = attempts.filter(({ costUsd }) => costUsd === null).length;
  const isPriced = billed.costState === 'unpriced' && given < 0 && without + given === 0;
  const deltaUsd = sumUsd(corrections.map((one) => one.deltaUsd));
  return {
    costUsd: addUsd(billed.costUsd ?? '0', deltaUsd),
    costState: isPriced ? 'priced' : billed.costState,
  };
}
