import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { addUsd, compareUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { Viewer } from '@/lib/users/viewer';
import { bucketsOf, isWholeDayUnit, type BucketUnit } from './granularity';
import type { TimeRange } from './range';
import { rollupsIn } from './scope';

export const SERIES_SHOWN = 8;
/** Key of the series that holds all models beyond the eight dearest. No model id has a space. */
export const OTHER_SERIES = 'all other models';

export interface SpendPoint {
  /** ISO instants. */
  start: string;
  end: string;
  /** Exact USD by series; a series without spend in this bucket is 0: nothing spent is known to be nothing. */
  values: Record<string, UsdString>;
}

export interface SpendSeries {
  unit: BucketUnit;
  zone: string;
  /** Dearest first. */
  series: string[];
  /** Models in the span, shown or not. */
  models: number;
  points: SpendPoint[];
  /** The last bucket is still being filled. */
  unfinished: boolean;
}

const cellRow = z.object({ slot: z.number().int(), model: z.string(), costUsd: z.string() });
type Cell = z.infer<typeof cellRow>;

/** Spend over time, stacked by model, zero-filled. `now` decides whether the last bucket is finished. */
export async function spendOverTime(
  viewer: Viewer,
  scope: TimeRange & { workspaceId: string },
  now: Date,
): Promise<SpendSeries> {
  const { unit, edges } = bucketsOf(scope);
  const source = await rollupsIn(viewer, scope, ['model'], { quarters: !isWholeDayUnit(unit) });
  const starts = edges.slice(0, -1).map((edge) => edge.toISOString());
  const found = await readRows(Prisma.sql`
    SELECT width_bucket(s.bucket, (SELECT ${starts}::text[]::timestamptz[])) AS slot, s.model,
           trim_scale(sum(s.cost_usd))::text AS "costUsd"
    ${source}
    GROUP BY 1, 2`);
  const cells = z.array(cellRow).parse(found);
  const { series, models } = rankModels(cells);
  return {
    unit,
    zone: scope.zone,
    series,
    models,
    points: fillPoints(edges, series, cells),
    unfinished: scope.to > now,
  };
}

/** The dearest models in order, and "other" when some are left. Models that cost nothing have no series. */
function rankModels(cells: Cell[]): { series: string[]; models: number } {
  const totals = new Map<string, UsdString>();
  for (const cell of cells) totals.set(cell.model, addUsd(totals.get(cell.model) ?? '0', cell.costUsd));
  const ranked = [...totals]
    .filter(([, total]) => compareUsd(total, '0') !== 0)
    .sort(([nameA, a], [nameB, b]) => compareUsd(b, a) || (nameA < nameB ? -1 : 1))
    .map(([model]) => model);
  const shown = ranked.slice(0, SERIES_SHOWN);
  return { series: ranked.length > shown.length ? [...shown, OTHER_SERIES] : shown, models: ranked.length };
}

function fillPoints(edges: Date[], series: string[], cells: Cell[]): SpendPoint[] {
  const shown = new Set(series);
  const points = edges.slice(0, -1).map((start, index) => ({
    start: start.toISOString(),
    end: (edges[index + 1] ?? start).toISOString(),
    values: Object.fromEntries(series.map((name) => [name, '0'])),
  }));
  for (const { slot, model, costUsd } of cells) {
    const values = points[slot - 1]?.values;
    const name = shown.has(model) ? model : OTHER_SERIES;
    if (values === undefined || !shown.has(name)) continue;
    values[name] = addUsd(values[name] ?? '0', costUsd);
  }
  return points;
}
