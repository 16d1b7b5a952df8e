import { z } from 'zod';
import { HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import type { Transaction } from '@/lib/config/database';
import { Prisma } from '@/lib/generated/prisma/client';
import type { ArmTotals } from '@/lib/routing/experiments/arm-totals';

const row = z.object({
  arm: z.string(),
  requests: z.number(),
  errors: z.number(),
  costed: z.number(),
  cost: z.number(),
  costSquares: z.number(),
  latencies: z.record(z.string(), z.number()).nullable(),
});
const scoreRow = z.object({ arm: z.string(), count: z.number(), sum: z.number(), squares: z.number() });

/** Where experiments are read: of one workspace, or of all; of a span, or from their beginning. */
export interface ArmScope {
  experiment: string;
  workspaceId?: string;
  from?: Date;
  to?: Date;
}

const where = ({ experiment, workspaceId, from, to }: ArmScope, time: Prisma.Sql) =>
  Prisma.join(
    [
      Prisma.sql`experiment = ${experiment}`,
      ...(workspaceId === undefined ? [] : [Prisma.sql`workspace_id = ${workspaceId}`]),
      ...(from === undefined ? [] : [Prisma.sql`${time} >= ${from}`]),
      ...(to === undefined ? [] : [Prisma.sql`${time} < ${to}`]),
    ],
    ' AND ',
  );

/**
 * What the arms of an experiment did, by arm, from the rollups. As floating-point numbers: they go into decisions, and
 * into no sum of money.
 */
export async function readTotals(tx: Transaction, scope: ArmScope): Promise<Map<string, ArmTotals>> {
  const sums: unknown[] = await tx.$queryRaw`
    WITH seen AS MATERIALIZED (SELECT * FROM arm_window WHERE ${where(scope, Prisma.sql`bucket`)}),
    counts AS (
      SELECT arm, jsonb_object_agg(position, count) AS latencies FROM (
        SELECT arm, at.position - 1 AS position, sum(at.count)::float8 AS count
        FROM seen, unnest(latency_hist) WITH ORDINALITY AS at(count, position)
        WHERE at.count > 0 GROUP BY 1, 2) AS added
      GROUP BY 1)
    SELECT arm, sum(requests)::float8 AS requests, sum(errors)::float8 AS errors, sum(costed)::float8 AS costed,
           sum(cost_usd)::float8 AS cost, sum(cost_squares) AS "costSquares", counts.latencies
    FROM seen LEFT JOIN counts USING (arm) GROUP BY arm, counts.latencies`;
  const labels: unknown[] = await tx.$queryRaw`
    SELECT arm, count(*)::float8 AS count, sum(score) AS sum, sum(score * score) AS squares
    FROM routing_label WHERE ${where(scope, Prisma.sql`request_started_at`)} AND arm IS NOT NULL GROUP BY arm`;
  const scores = new Map(
    z
      .array(scoreRow)
      .parse(labels)
      .map(({ arm, ...score }) => [arm, score]),
  );
  return new Map(
    z
      .array(row)
      .parse(sums)
      .map((one) => [one.arm, totalsOf(one, scores.get(one.arm))]),
  );
}

function totalsOf(
  { requests, errors, costed, cost, costSquares, latencies }: z.infer<typeof row>,
  score: ArmTotals['score'] = { count: 0, sum: 0, squares: 0 },
): ArmTotals {
  return {
    ...{ requests, errors, score },
    latencies: Array.from({ length: HISTOGRAM_BUCKETS }, (_, bucket) => latencies?.[bucket] ?? 0),
    cost: { count: costed, sum: cost, squares: costSquares },
  };
}
