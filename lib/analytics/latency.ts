import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { percentileMs } from './histogram';
import { selectMeasures } from './measures';
import { rollupsIn, type Scope } from './scope';

/** Milliseconds as clients saw them; each undefined when there was no request. */
export interface Latency {
  p50Ms: number | undefined;
  p95Ms: number | undefined;
  p99Ms: number | undefined;
}

const histogramRow = z.tuple([z.object({ latency: z.array(z.number()).nullable() })]);

/** Percentiles of latency from merged histograms, never from averages. Throws `forbidden` or `not_found`. */
export async function latency(viewer: Viewer, scope: Scope): Promise<Latency> {
  const source = await rollupsIn(viewer, scope, []);
  const rows = await readRows(Prisma.sql`SELECT ${selectMeasures(['latency'])} ${source}`);
  const counts = histogramRow.parse(rows)[0].latency ?? [];
  return {
    p50Ms: percentileMs(counts, 0.5),
    p95Ms: percentileMs(counts, 0.95),
    p99Ms: percentileMs(counts, 0.99),
  };
}
