import type { PeriodChange } from '@/lib/analytics/compare-periods';
import { divideHalfEven, formatPico, parseUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

/** Requests after × cost of a request before − cost after: negative where it costs more now. Undefined without requests before. */
export function savedAtSameVolume(
  figures: readonly Pick<PeriodChange, 'metric' | 'before' | 'after'>[],
): UsdString | undefined {
  const cost = figures.find(({ metric }) => metric === 'cost');
  const requests = figures.find(({ metric }) => metric === 'requests');
  const [then, now] = [requests?.before, requests?.after].map((count) => BigInt(count ?? '0'));
  if (then === undefined || now === undefined || then === 0n || cost?.before === undefined) return undefined;
  const atOldPrice = divideHalfEven(parseUsd(cost.before) * now, then);
  return formatPico(atOldPrice - parseUsd(cost.after ?? '0'));
}
