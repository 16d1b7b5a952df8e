import Link from 'next/link';
import { Fragment } from 'react';
import { useT } from '#i18n';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { formatDay } from '@/components/format/day';
import { Table, Td, Th } from '@/components/ui/table';
import { DIMENSIONS } from '@/lib/analytics/dimensions';
import type { Explored } from '@/lib/analytics/explore';
import type { ExploreQuery } from '@/lib/analytics/explore-query';
import { metricOf } from '@/lib/analytics/metrics';
import { OTHER } from '@/lib/analytics/other';
import type { PageView } from '../../page-view';
import { drillDown } from '../explore-params';
import { FigureCells, FigureHeads, type Columns } from './figure-cells';
import { SumCheck } from './sum-check';

interface GroupTableProps {
  view: PageView;
  query: ExploreQuery;
  explored: Explored;
  series: ChartSeries[];
}

interface NameProps extends Pick<GroupTableProps, 'view' | 'query'> {
  /** Of the group, and of the group within it. */
  keys: [string, string?];
  label: string;
}

/** A name that is a link to its requests, and what of it the request log cannot express. */
function Name({ view, query, keys, label }: NameProps) {
  const t = useT();
  const { params, lost } = drillDown(query, ...keys);
  return (
    <>
      <Link href={view.href('/requests', params)} prefetch={false} className="link">
        {label}
      </Link>
      {lost.length > 0 && (
        <span className="block text-xs whitespace-normal text-ink-soft sm:ml-1.5 sm:inline">
          {t('(requests not narrowed by {lost})', { lost: lost.join(', ') })}
        </span>
      )}
    </>
  );
}

/** The groups as numbers: the same as in the chart and in the export. */
export function GroupTable({ view, query, explored, series }: GroupTableProps) {
  const t = useT();
  const { unit, label: name } = metricOf(query.metric);
  const label = t(name);
  const columns: Columns = {
    unit,
    total: explored.check.kind === 'equal' ? explored.total : undefined,
    compared: query.compare === 'previous',
    isHalf: explored.since !== undefined,
  };
  const by = query.by === 'nothing' ? t('All') : t(DIMENSIONS[query.by].label);
  return (
    <div className="min-w-0">
      <Table label={t('{label} by {by}', { label, by })}>
        <thead>
          <tr>
            <Th>{by}</Th>
            <FigureHeads {...columns} label={label} />
          </tr>
        </thead>
        <tbody>
          {explored.groups.map((group, index) => (
            <Fragment key={group.key}>
              <tr>
                <Td>
                  <span className="flex items-center gap-2">
                    {series[index] !== undefined && <SeriesSwatch style={series[index].style} />}
                    <Name
                      view={view}
                      query={query}
                      keys={[group.key]}
                      label={series[index]?.label ?? group.key}
                    />
                  </span>
                </Td>
                <FigureCells {...columns} value={group.value} previous={group.previous} />
              </tr>
              {group.parts.map((part) => (
                <tr key={part.key} className="text-ink-soft">
                  <Td className="first:pl-8">
                    <Name
                      view={view}
                      query={query}
                      keys={[group.key, part.key]}
                      label={part.key === OTHER ? t('Other') : part.key || t('(none)')}
                    />
                  </Td>
                  <FigureCells {...columns} value={part.value} previous={undefined} />
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <Td>{t('Total')}</Td>
            <FigureCells {...columns} value={explored.total} previous={explored.previousTotal} />
          </tr>
        </tfoot>
      </Table>
      {explored.since !== undefined && (
        <p className="pt-2 text-xs text-ink-soft">
          {t('No data before {day}: no change is told.', { day: formatDay(explored.since, t.locale) })}
        </p>
      )}
      <SumCheck check={explored.check} />
    </div>
  );
}
