import type { RequestDetail } from '@/lib/analytics/request-detail';
import { formatExactUsd } from '@/lib/pricing/format-usd';

/** What a second attempt beside a slow first one came to, and what the one that was stopped cost; empty without one. */
export function hedgeWords({ route, attempts }: Pick<RequestDetail, 'route' | 'attempts'>): string[] {
  const { hedge } = route;
  if (hedge === undefined) return [];
  const stopped = attempts.find(({ outcome }) => outcome === 'superseded');
  const begun = `The first target was slow, so ${hedge.target} was asked beside it`;
  if (stopped === undefined) return [`${begun}.`];
  const winner =
    stopped.attempt === hedge.attempt ? 'but the first answered before it' : 'and answered first';
  const cost =
    stopped.costUsd === null ? 'at a cost that is not known' : `for ${formatExactUsd(stopped.costUsd)}`;
  return [`${begun}, ${winner}. Attempt ${stopped.attempt} was stopped ${cost}: the price of hedging.`];
}
