import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { HISTOGRAM_BUCKETS, percentileMs } from './histogram';
import { rollupsIn, type Scope } from './scope';

/** Milliseconds as clients saw them; each undefined when there was no request. */
export interface Latency {
  p50Ms: number | undefined;
  p95Ms: number | undefined;
  p99Ms: number | undefined;
}

const countRows = z.array(z.object({ position: z.number().int(), count: z.string().transform(Number) }));

/** Counts by log bucket, added up over rollups. */
export function mergeCounts(rows: unknown): number[] {
  const counts = Array.from({ length: HISTOGRAM_BUCKETS }, () => 0);
  for (const { position, count } of countRows.parse(rows)) counts[position - 1] = count;
  return counts;
}

/** Percentiles of latency from merged histograms, never from averages. Throws `forbidden` or `not_found`. */
export async function latency(viewer: Viewer, scope: Scope): Promise<Latency> {
  const where = await rollupsIn(viewer, scope);
  const rows = await db().$queryRaw(Prisma.sql`
    SELECT slot.position::int AS position, sum(slot.count)::text AS count
    FROM rollup_15m, unnest(latency_hist) WITH ORDINALITY AS slot(count, position)
    WHERE ${where} AND slot.count > 0
    GROUP BY 1`);
  const counts = mergeCounts(rows);
  return {
    p50Ms: percentileMs(counts, 0.5),
    p95Ms: percentileMs(counts, 0.95),
    p99Ms: percentileMs(counts, 0.99),
  };
}
