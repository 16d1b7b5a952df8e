import type { PageView } from '../page-view';

/** What the overview reads from its address besides workspace and range. */
export interface OverviewQuery {
  /** Model to compare with. */
  baseline: string | undefined;
}

export function readOverviewQuery(query: Record<string, string | undefined>): OverviewQuery {
  const baseline = query['baseline'];
  return { baseline: baseline === undefined || baseline.length > 200 ? undefined : baseline };
}

export interface PartProps {
  view: PageView;
}
