import { Table, Td, Th } from '@/components/ui/table';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { comparePeriods } from '@/lib/analytics/compare-periods';
import { metricOf } from '@/lib/analytics/metrics';
import { previousSpan } from '@/lib/analytics/previous-span';
import { localDay, resolveRange } from '@/lib/analytics/range';
import { getT } from '@/lib/i18n/get-t';
import type { T } from '@/lib/i18n/t';
import type { PageView } from '../../page-view';
import { Problems } from '../../_components/problems';
import { formatChange } from '@/components/format/change';
import { formatMetric } from '../../spend/_components/format-metric';
import { BeforeForm } from './before-form';
import { formatDay } from '@/components/format/day';

interface BeforeAfterProps {
  view: PageView;
  wanted: Record<string, string | undefined>;
  baselines: readonly string[];
}

/** The days that `before_from` and `before_to` name, else as many as are shown, up to these. */
function beforeOf(t: T, { view, wanted }: Pick<BeforeAfterProps, 'view' | 'wanted'>) {
  const { zone } = view.range;
  const [from, to] = [wanted['before_from'], wanted['before_to']];
  if (from !== undefined && from !== '') {
    const range = resolveRange({ range: 'custom', from, ...(to ? { to } : {}) }, zone, view.now);
    if (range.problem === undefined) return { ...range, problem: undefined, why: undefined, own: true };
  }
  const span = previousSpan(view.range);
  const problem = from ? t('The days before could not be read: the period just before is shown.') : undefined;
  const why =
    problem !== undefined && to && from && to < from ? t('The range ends before it starts.') : problem;
  const days = {
    firstDay: localDay(span.from, zone),
    lastDay: localDay(new Date(span.to.getTime() - 1), zone),
  };
  return { ...span, ...days, problem, why, own: false };
}

/** Two periods side by side: what a change of rules, models or caches did. */
export async function BeforeAfter({ view, wanted, baselines }: BeforeAfterProps) {
  const t = await getT();
  const before = beforeOf(t, { view, wanted });
  const { figures, since } = await comparePeriods(view.viewer, view.scope, before);
  const { firstDay, lastDay, zone } = view.range;
  return (
    <Card>
      <CardHeader>
        <div>
          <CardTitle>{t('Before and after')}</CardTitle>
          <CardNote>
            {t('{firstDay} to {lastDay} against {firstDay2} to {lastDay2}, days in {zone}.', {
              firstDay: formatDay(before.firstDay, t.locale),
              lastDay: formatDay(before.lastDay, t.locale),
              firstDay2: formatDay(firstDay, t.locale),
              lastDay2: formatDay(lastDay, t.locale),
              zone,
            })}
            {view.range.to > view.now && t(' The second is not over yet.')}
            {since !== undefined &&
              ` ${t('No data before {day}: no change is told.', { day: formatDay(since, t.locale) })}`}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <Problems problems={before.problem === undefined ? [] : [before.problem]} />
        <BeforeForm
          view={view}
          before={
            before.why === undefined
              ? before
              : { firstDay: wanted['before_from'] ?? '', lastDay: wanted['before_to'] ?? '' }
          }
          baselines={baselines}
          problem={before.why}
        />
        <Table label={t('Before and after')}>
          <thead>
            <tr>
              <Th>{t('Metric')}</Th>
              <Th numeric>{t('Before')}</Th>
              <Th numeric>{t('After')}</Th>
              <Th numeric>{t('Change')}</Th>
            </tr>
          </thead>
          <tbody>
            {figures.map(({ metric, before: old, after, change }) => (
              <tr key={metric}>
                <Td>{t(metricOf(metric).label)}</Td>
                {[old, after].map((value, index) => (
                  <Td key={index === 0 ? 'before' : 'after'} numeric title={value} data-exact={value}>
                    {formatMetric(value, metricOf(metric).unit, t.locale)}
                  </Td>
                ))}
                <Td numeric>{formatChange(change, t.locale)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
