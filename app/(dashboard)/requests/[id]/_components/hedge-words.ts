import type { RequestDetail } from '@/lib/analytics/requests/request-detail';
import type { T } from '@/lib/i18n/t';
import { formatExactUsd } from '@/lib/pricing/format-usd';

/** What a second attempt beside a slow first one came to, and what the one that was stopped cost; empty without one. */
export function hedgeWords(t: T, { route, attempts }: Pick<RequestDetail, 'route' | 'attempts'>): string[] {
  const { hedge } = route;
  if (hedge === undefined) return [];
  const stopped = attempts.find(({ outcome }) => outcome === 'superseded');
  const begun = t('The first target was slow, so {target} was asked beside it', { target: hedge.target });
  if (stopped === undefined) return [`${begun}.`];
  const winner =
    stopped.attempt === hedge.attempt ? t('but the first answered before it') : t('and answered first');
  const cost =
    stopped.costUsd === null
      ? t('at a cost that is not known')
      : `for ${formatExactUsd(stopped.costUsd, t.locale)}`;
  return [
    t('{begun}, {winner}. Attempt {attempt} was stopped {cost}: the price of hedging.', {
      begun,
      winner,
      attempt: stopped.attempt,
      cost,
    }),
  ];
}
