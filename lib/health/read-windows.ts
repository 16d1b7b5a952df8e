import { z } from 'zod';
import { HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { WindowSums } from './figures';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Whole minutes that "now" looks back, beside the one that runs. */
const NOW_MINUTES = 5;
/** Beyond this, hours are merged instead of quarters of an hour. */
const LONG_MS = 8 * DAY_MS;

const sum = z.string().transform(Number);
const counts = z.record(z.string(), z.number()).nullable();
const windowRow = z.object({
  slot: z.number().int(),
  provider: z.string(),
  model: z.string(),
  calls: sum,
  errors: sum,
  timeouts: sum,
  outputTokens: sum,
  generationMs: sum,
  answer: counts,
  firstContent: counts,
});

/** Sums of one target in one slot of time. */
export interface TargetSums {
  /** 1 for the first slot. */
  slot: number;
  provider: string;
  model: string;
  sums: WindowSums;
}

export interface WindowQuery {
  workspaceId: string;
  spanS: 60 | 900 | 3_600;
  /** Starts of the slots in order, and the end of the last one. */
  edges: readonly Date[];
}

/** The last five minutes, to the minute that runs. */
export function nowWindow(workspaceId: string, now: Date): WindowQuery {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const edges = [new Date((minute - NOW_MINUTES) * MINUTE_MS), new Date((minute + 1) * MINUTE_MS)];
  return { workspaceId, spanS: 60, edges };
}

/** A span in slots. Beyond a week, hours are what is merged, so that in zones off by half an hour its edges are blurred. */
export function rangeWindow(workspaceId: string, edges: readonly Date[]): WindowQuery {
  const [from, to] = [edges[0]?.getTime() ?? 0, edges.at(-1)?.getTime() ?? 0];
  return { workspaceId, spanS: to - from > LONG_MS ? 3_600 : 900, edges };
}

/** The windows of all targets. Not authorised: callers are verbs that were. */
export async function readWindows({ workspaceId, spanS, edges }: WindowQuery): Promise<TargetSums[]> {
  const starts = edges.slice(0, -1).map((edge) => edge.toISOString());
  const [from, to] = [edges[0], edges.at(-1)];
  if (from === undefined || to === undefined) return [];
  const histogram = (column: Prisma.Sql) => Prisma.sql`
    SELECT slot, provider, model, jsonb_object_agg(position, count) AS counts
    FROM (SELECT slot, provider, model, at.position, sum(at.count)::float8 AS count
          FROM seen, unnest(${column}) WITH ORDINALITY AS at(count, position)
          WHERE at.count > 0 GROUP BY 1, 2, 3, 4) AS added
    GROUP BY 1, 2, 3`;
  const found = await db().$queryRaw(Prisma.sql`
    WITH seen AS MATERIALIZED (
      SELECT width_bucket(bucket, ${starts}::text[]::timestamptz[]) AS slot, * FROM target_window
      WHERE workspace_id = ${workspaceId} AND span_s = ${spanS} AND bucket >= ${from} AND bucket < ${to}
    ), sums AS (
      SELECT slot, provider, model, sum(calls)::text AS calls, sum(errors)::text AS errors,
             sum(timeouts)::text AS timeouts, sum(output_tokens)::text AS "outputTokens",
             sum(generation_ms)::text AS "generationMs"
      FROM seen GROUP BY 1, 2, 3
    ), answers AS (${histogram(Prisma.sql`answer_hist`)}),
       firsts AS (${histogram(Prisma.sql`first_content_hist`)})
    SELECT sums.*, answers.counts AS answer, firsts.counts AS "firstContent"
    FROM sums LEFT JOIN answers USING (slot, provider, model) LEFT JOIN firsts USING (slot, provider, model)
    ORDER BY provider, model, slot`);
  return z
    .array(windowRow)
    .parse(found)
    .map(({ slot, provider, model, answer, firstContent, ...sums }) => ({
      ...{ slot, provider, model },
      sums: { ...sums, answer: countsOf(answer), firstContent: countsOf(firstContent) },
    }));
}

/** Positions count from 1. */
function countsOf(found: Record<string, number> | null): number[] {
  return Array.from(
    { length: found === null ? 0 : HISTOGRAM_BUCKETS },
    (_, index) => found?.[index + 1] ?? 0,
  );
}
