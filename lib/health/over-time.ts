import { bucketsOf, type BucketUnit } from '@/lib/analytics/granularity';
import type { TimeRange } from '@/lib/analytics/range';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { figuresOf, type Figures } from './figures';
import { rangeWindow, readWindows } from './read-windows';

/** Figures that can be drawn over time. */
export const DRAWN = [
  'p95Ms',
  'p50Ms',
  'p99Ms',
  'firstTokenP95Ms',
  'tokensPerSecond',
  'errorRate',
  'timeoutRate',
] as const;
export type Drawn = (typeof DRAWN)[number];

export const LINES_SHOWN = 8;

export interface HealthOverTime {
  unit: BucketUnit;
  zone: string;
  /** `provider/model`, busiest first, at most eight. */
  series: string[];
  /** Targets with calls in the span, shown or not. */
  targets: number;
  points: { start: string; end: string; values: Record<string, number | undefined> }[];
  unfinished: boolean;
}

/** One figure of the busiest targets over time; a bucket without calls has no value. Throws `forbidden`, `not_found`. */
export async function healthOverTime(
  viewer: Viewer,
  scope: TimeRange & { workspaceId: string },
  figure: Drawn,
  now: Date,
): Promise<HealthOverTime> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const { unit, edges } = bucketsOf(scope);
  const found = await readWindows(rangeWindow(workspace.id, edges));
  const cells = found.map(({ slot, provider, model, sums }) => ({
    ...{ slot, name: `${provider}/${model}` },
    figures: figuresOf(sums),
  }));
  const ranked = rank(cells);
  const series = ranked.slice(0, LINES_SHOWN);
  const points = edges.slice(0, -1).map((start, index) => ({
    start: start.toISOString(),
    end: (edges[index + 1] ?? start).toISOString(),
    values: Object.fromEntries<number | undefined>(series.map((name) => [name, undefined])),
  }));
  for (const { slot, name, figures } of cells) {
    const point = points[slot - 1];
    if (point !== undefined && series.includes(name)) point.values[name] = figures[figure];
  }
  return { unit, zone: scope.zone, series, targets: ranked.length, points, unfinished: scope.to > now };
}

function rank(cells: readonly { name: string; figures: Figures }[]): string[] {
  const calls = new Map<string, number>();
  for (const { name, figures } of cells) calls.set(name, (calls.get(name) ?? 0) + figures.calls);
  return [...calls].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}
