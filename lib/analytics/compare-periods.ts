import { teamsSeen } from '@/lib/access/reach';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { dataBeginsIn } from './data-begins';
import { mergeMeasures } from './merge-measures';
import { metricOf, type Metric } from './metrics';
import { daysAndRest } from './previous-span';
import { readTotal } from './read-groups';
import { relativeChange } from './relative-change';
import type { Scope } from './scope';

/** What a report of before and after shows, in its order. */
export const PERIOD_METRICS = [
  'cost',
  'requests',
  'cost_per_request',
  'cost_per_million',
  'latency_p50',
  'latency_p99',
  'error_rate',
  'hit_rate',
  'uncosted',
] as const satisfies Metric[];

export interface PeriodChange {
  metric: (typeof PERIOD_METRICS)[number];
  /** Decimal text; undefined where there is nothing to compute it from. */
  before: string | undefined;
  after: string | undefined;
  /** Share by which it changed, 0.1 for 10 % more; undefined where before there was nothing, or data only from its middle on. A ratio to look at. */
  change: number | undefined;
}

export interface PeriodComparison {
  /** Attempts of unknown cost only where there are any. */
  figures: PeriodChange[];
  /** First local day with data, where that lies within the period before: then nothing is said of a change. */
  since: string | undefined;
}

/** The same metrics of two spans of one workspace. Throws `forbidden` or `not_found`. */
export async function comparePeriods(
  viewer: Viewer,
  after: Scope,
  before: { from: Date; to: Date },
): Promise<PeriodComparison> {
  const workspace = await openWorkspace(viewer, after.workspaceId);
  const question = {
    workspace,
    teams: teamsSeen(viewer, workspace.id),
    filters: {},
    metrics: PERIOD_METRICS,
  };
  const [now, then, since] = await Promise.all([
    readTotal({ ...question, from: after.from, to: after.to }),
    Promise.all(
      daysAndRest({ ...before, zone: workspace.reportingZone }).map((span) =>
        readTotal({ ...question, ...span }),
      ),
    ).then((parts) => parts.reduce(mergeMeasures)),
    dataBeginsIn(viewer, workspace.id, before),
  ]);
  const figures = PERIOD_METRICS.map((metric) => {
    const [old, recent] = [then, now].map((total) => metricOf(metric).value(total));
    return {
      metric,
      before: old,
      after: recent,
      change: since === undefined ? relativeChange(old, recent) : undefined,
    };
  });
  return { figures: figures.filter((figure) => figure.metric !== 'uncosted' || isAny(figure)), since };
}

const isAny = ({ before, after }: PeriodChange) => [before, after].some((count) => (count ?? '0') !== '0');
