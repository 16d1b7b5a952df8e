import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { experimentOfCanary } from '@/lib/routing/experiments/arm';
import type { Viewer } from '@/lib/users/viewer';
import { seesCanaryFigures } from './list';

/** About as many as a chart shows apart. */
const POINTS = 60;
const LEAST_SECONDS = 300;

const row = z.object({ at: z.date(), arm: z.string(), share: z.number().nullable() });

export interface ArmPoint {
  start: string;
  end: string;
  /** Share of errors by arm; absent where the arm served nothing. */
  values: Record<string, number | undefined>;
}

/** Error rate of a canary's arms over a span, in buckets of five minutes or a multiple; no points for who sees some workspaces only. Throws `forbidden`. */
export async function armsOverTime(
  viewer: Viewer,
  canaryId: string,
  { from, to }: { from: Date; to: Date },
): Promise<{ points: ArmPoint[]; bucketMinutes: number }> {
  requireRight(viewer, 'config.read');
  const spanS = (to.getTime() - from.getTime()) / 1_000;
  const bucketS = LEAST_SECONDS * Math.max(1, Math.ceil(spanS / POINTS / LEAST_SECONDS));
  if (!seesCanaryFigures(viewer)) return { points: [], bucketMinutes: bucketS / 60 };
  const rows: unknown[] = await db().$queryRaw`
    SELECT date_bin(make_interval(secs => ${bucketS}), bucket, '2000-01-01T00:00:00Z') AS at, arm,
           sum(errors)::float8 / nullif(sum(requests), 0)::float8 AS share
    FROM arm_window WHERE experiment = ${experimentOfCanary(canaryId)} AND bucket >= ${from} AND bucket < ${to}
    GROUP BY 1, 2 ORDER BY 1`;
  const points = new Map<number, ArmPoint>();
  for (const { at, arm, share } of z.array(row).parse(rows)) {
    const start = at.getTime();
    const point = points.get(start) ?? {
      start: at.toISOString(),
      end: new Date(start + bucketS * 1_000).toISOString(),
      values: {},
    };
    point.values[arm] = share ?? undefined;
    points.set(start, point);
  }
  return { points: [...points.values()], bucketMinutes: bucketS / 60 };
}
