import Link from 'next/link';
import { Fragment } from 'react';
import { SeriesSwatch } from '@/components/charts/series-swatch';
import type { ChartSeries } from '@/components/charts/types';
import { Table, Td, Th } from '@/components/ui/table';
import { DIMENSIONS } from '@/lib/analytics/dimensions';
import { OTHER, type Explored, type ExploreGroup } from '@/lib/analytics/explore';
import type { ExploreQuery } from '@/lib/analytics/explore-query';
import { metricOf } from '@/lib/analytics/metrics';
import type { PageView } from '../../page-view';
import { drillDown } from '../explore-params';
import { formatMetric } from './format-metric';
import { SumCheck } from './sum-check';

interface GroupTableProps {
  view: PageView;
  query: ExploreQuery;
  explored: Explored;
  series: ChartSeries[];
}

/** Name of a group, a link to its requests; says what of it the request log cannot express. */
function Name({
  view,
  query,
  group,
  series,
}: Omit<GroupTableProps, 'explored' | 'series'> & { group: ExploreGroup; series: ChartSeries | undefined }) {
  const { params, lost } = drillDown(query, group.key);
  const label = series?.label ?? group.key;
  return (
    <span className="flex items-center gap-2">
      {series !== undefined && <SeriesSwatch style={series.style} />}
      {group.key === OTHER ? (
        label
      ) : (
        <Link
          href={view.href('/requests', params)}
          className="underline decoration-line-strong underline-offset-2 hover:text-brand"
        >
          {label}
        </Link>
      )}
      {group.key !== OTHER && lost.length > 0 && (
        <span className="text-xs text-ink-soft">(requests not narrowed by {lost.join(', ')})</span>
      )}
    </span>
  );
}

/** The groups as numbers: the same as in the chart and in the export. */
export function GroupTable({ view, query, explored, series }: GroupTableProps) {
  const { unit, label } = metricOf(query.metric);
  const compared = query.compare === 'previous';
  const by = query.by === 'nothing' ? 'All' : DIMENSIONS[query.by].label;
  const cells = (value: string | undefined, previous: string | undefined) => (
    <>
      <Td numeric title={value} data-exact={value}>
        {formatMetric(value, unit)}
      </Td>
      {compared && (
        <Td numeric title={previous} className="text-ink-soft">
          {formatMetric(previous, unit)}
        </Td>
      )}
    </>
  );
  return (
    <div className="min-w-0">
      <Table label={`${label} by ${by}`}>
        <thead>
          <tr>
            <Th>{by}</Th>
            <Th numeric>{label}</Th>
            {compared && <Th numeric>Period before</Th>}
          </tr>
        </thead>
        <tbody>
          {explored.groups.map((group, index) => (
            <Fragment key={group.key}>
              <tr>
                <Td>
                  <Name view={view} query={query} group={group} series={series[index]} />
                </Td>
                {cells(group.value, group.previous)}
              </tr>
              {group.parts.map((part) => (
                <tr key={part.key} className="text-ink-soft">
                  <Td className="pl-8">{part.key === '' ? '(none)' : part.key}</Td>
                  {cells(part.value, undefined)}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-semibold">
            <Td>Total</Td>
            {cells(explored.total, explored.previousTotal)}
          </tr>
        </tfoot>
      </Table>
      <SumCheck check={explored.check} />
    </div>
  );
}
