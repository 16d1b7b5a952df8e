import { z } from 'zod';
import { teamCondition } from '@/lib/access/team-condition';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { QUARTER_MS } from './range';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { METRICS } from './metrics';

/** Rollups are sums of quarter hours: between two such instants a total is exact. */
const quarterHour = z.iso
  .datetime({ offset: true })
  .refine((at) => Date.parse(at) >= 0, 'must not lie before 1970')
  .refine(
    (instant) => Date.parse(instant) % QUARTER_MS === 0,
    'must be on a quarter of an hour, such as 12:15:00Z',
  );

export const totalsQuerySchema = z.strictObject({
  workspace: z.string().min(1).default('main'),
  from: quarterHour.describe('First instant that counts; absent: the beginning').optional(),
  to: quarterHour.describe('First instant that no longer counts; absent: now').optional(),
});

const sums = {
  requests: z.int(),
  attempts: z.int(),
  /** Decimal string. */
  costUsd: z.string().describe('Exact decimal; the sum over all attempts that have a price'),
  uncosted: z.int().describe('Attempts whose cost is unpriced or unknown: they are in no sum'),
};

export const totalsSchema = z.strictObject({
  workspace: z.string(),
  ...sums,
  byModel: z.array(z.strictObject({ provider: z.string(), model: z.string(), ...sums })),
});

export type Totals = z.infer<typeof totalsSchema>;

interface TotalsOptions {
  workspaceId: string;
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

interface Row {
  provider: string | null;
  model: string | null;
  requests: string;
  attempts: string;
  uncosted: string;
  cost: string;
}

/**
 * Requests, attempts and money of a workspace, in all and by the model that cost it. Summed in SQL, so that the digits
 * are those of the books. Throws `forbidden`, and `not_found` for an unknown workspace.
 */
export async function totals(viewer: Viewer, { workspaceId, from, to }: TotalsOptions): Promise<Totals> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const rows = await db().$queryRaw<Row[]>`
    SELECT provider, model,
      ${METRICS.requests} AS requests, ${METRICS.attempts} AS attempts,
      ${METRICS.uncosted} AS uncosted, ${METRICS.costUsd} AS cost
    FROM rollup_15m
    WHERE workspace_id = ${workspace.id} AND ${teamCondition(viewer, workspace.id, Prisma.sql`team`)}
      AND (${from ?? null}::timestamptz IS NULL OR bucket >= ${from ?? null}::timestamptz)
      AND (${to ?? null}::timestamptz IS NULL OR bucket < ${to ?? null}::timestamptz)
    GROUP BY GROUPING SETS ((), (provider, model))
    ORDER BY grouping(provider) DESC, sum(cost_usd) DESC NULLS LAST, provider, model`;
  const [all, ...byModel] = rows;
  return {
    workspace: workspace.id,
    ...sumsOf(all),
    byModel: byModel.map((row) => ({ provider: row.provider ?? '', model: row.model ?? '', ...sumsOf(row) })),
  };
}

function sumsOf(row: Row | undefined) {
  return {
    requests: Number(row?.requests ?? 0),
    attempts: Number(row?.attempts ?? 0),
    costUsd: row?.cost ?? '0',
    uncosted: Number(row?.uncosted ?? 0),
  };
}
