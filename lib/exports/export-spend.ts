import { DIMENSIONS } from '@/lib/analytics/dimensions';
import { explore } from '@/lib/analytics/explore';
import { OTHER } from '@/lib/analytics/other';
import type { ExploreQuery } from '@/lib/analytics/explore-query';
import { metricOf } from '@/lib/analytics/metrics';
import type { TimeRange } from '@/lib/analytics/range';
import type { Viewer } from '@/lib/users/viewer';
import type { Cell } from './csv';
import type { ExportTable } from './write-table';

const number = (value: string | undefined): Cell => (value === undefined ? null : { number: value });

/** The table of the spend page, row for row and digit for digit. Throws `forbidden` or `not_found`. */
export async function exportSpend(
  viewer: Viewer,
  range: TimeRange & { workspaceId: string },
  query: ExploreQuery,
  now: Date,
): Promise<ExportTable> {
  const explored = await explore(viewer, range, query, now);
  const by = query.by === 'nothing' ? undefined : DIMENSIONS[query.by];
  const nameOf = (key: string, members: number) =>
    key === OTHER ? `Other (${members})` : key === '' ? (by?.none ?? 'All') : key;
  async function* rows(): AsyncGenerator<Cell[]> {
    for (const { key, members, value, previous, parts } of explored.groups) {
      yield [nameOf(key, members), '', number(value), number(previous)];
      for (const part of parts)
        yield [nameOf(key, members), part.key === OTHER ? 'Other' : part.key, number(part.value), null];
    }
    yield ['Total', '', number(explored.total), number(explored.previousTotal)];
  }
  return {
    about: {
      workspace: range.workspaceId,
      zone: range.zone,
      first_day: range.firstDay,
      last_day: range.lastDay,
      metric: metricOf(query.metric).label,
      sum: explored.check.kind,
    },
    columns: ['group', 'subgroup', query.metric, 'previous'],
    rows: rows(),
  };
}
