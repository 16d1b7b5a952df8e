import type { Dimension } from '@/lib/analytics/dimensions';
import { OTHER } from '@/lib/analytics/other';
import { filtersOf, type ExploreQuery } from '@/lib/analytics/explore-query';

/** A query as it stands in an address. */
export function exploreParams(query: ExploreQuery): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, value === undefined ? undefined : String(value)]),
  );
}

/** Filters of the request log by the dimension that they stand for; it has none for the gateway's cache. */
const REQUEST_FILTER: Partial<Record<Dimension, string>> = {
  model: 'model',
  provider: 'provider',
  requested: 'requested',
  key: 'key',
  team: 'team',
  user: 'user',
  tag: 'tag',
  task: 'task',
  rule: 'rule',
  status: 'outcome',
};

export interface DrillDown {
  params: Record<string, string>;
  /** What of the group the request log cannot express. */
  lost: string[];
}

/** The requests behind a group, or a group within it, as far as the request log can be filtered. */
export function drillDown(query: ExploreQuery, key: string, part?: string): DrillDown {
  const wanted = {
    ...filtersOf(query),
    ...(query.by === 'nothing' ? {} : { [query.by]: key }),
    ...(query.then === 'nothing' || part === undefined ? {} : { [query.then]: part }),
  };
  const found: DrillDown = { params: {}, lost: [] };
  for (const [dimension, value] of Object.entries(wanted)) {
    const filter = REQUEST_FILTER[dimension as Dimension];
    if (filter === undefined || value === '' || value === OTHER) found.lost.push(dimension);
    else found.params[filter] = value;
  }
  return found;
}
