import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { TrafficCell } from '@/lib/pricing/split-savings';
import { HIT_PREFIX } from '@/lib/ledger/ingest/saved-meters';
import { METERS, type Meter, type MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { canUseDays, rollupsIn, type Scope } from '../scope';

/** A cell as the books name it: `modelId` is ours, not the provider's. */
export type BookedCell = Omit<TrafficCell, 'model'> & { modelId: string };

export interface Traffic {
  cells: BookedCell[];
  /** Requests answered from the gateway's own cache. */
  hits: number;
  uncosted: number;
  /** Size of the buckets. */
  per: 'day' | 'quarter of an hour';
}

const count = z.string().transform(Number);
const meters = z.record(z.string(), z.string().or(z.number())).transform((sums) => {
  const known: MeterQuantities = {};
  for (const [written, quantity] of Object.entries(sums)) {
    // Of a hit of the gateway's own cache: what the answer had taken when it was made.
    const name = written.startsWith(HIT_PREFIX) ? written.slice(HIT_PREFIX.length) : written;
    if (isMeter(name) && Number(quantity) > 0) known[name] = Number(quantity);
  }
  return known;
});
const cellRow = z.object({
  at: z.date().transform((at) => at.getTime()),
  provider: z.string(),
  modelId: z.string(),
  cause: z.enum([
    'rule',
    'direct',
    'gateway_cache',
    'failover',
    'downgrade',
    'discarded',
    'failed',
    'shadow',
  ]),
  actualUsd: z.string(),
  attempts: count,
  requests: count,
  uncosted: count,
  meters,
});

const isMeter = (name: string): name is Meter => METERS.some((meter) => meter === name);

const CAUSE = Prisma.sql`CASE
  WHEN s.role = 'extra' THEN 'failed'
  WHEN s.role = 'shadow' THEN 'shadow'
  WHEN s.role = 'discarded' THEN 'discarded'
  WHEN s.cache LIKE 'hit%' THEN 'gateway_cache'
  WHEN s.role = 'fallback' THEN 'failover'
  WHEN s.role = 'downgraded' THEN 'downgrade'
  WHEN s.rule_id <> '' THEN 'rule'
  ELSE 'direct' END`;

/** Money and tokens of a span by bucket (day, or quarter of an hour), model and cause. Throws `forbidden`, `not_found`. */
export async function trafficCells(viewer: Viewer, scope: Scope): Promise<Traffic> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const source = await rollupsIn(viewer, scope, ['provider', 'model', 'rule_id', 'cache', 'role']);
  const found = await readRows(Prisma.sql`
    SELECT s.bucket AS at, s.provider, s.model AS "modelId", ${CAUSE} AS cause,
           trim_scale(sum(s.cost_usd))::text AS "actualUsd", sum(s.attempts)::text AS attempts,
           sum(s.requests)::text AS requests, sum(s.uncosted)::text AS uncosted,
           jsonb_build_object('in.text', sum(s.in_text), 'in.cache_read', sum(s.in_cache_read),
             'in.cache_write.5m', sum(s.in_cache_write_5m), 'in.cache_write.1h', sum(s.in_cache_write_1h),
             'out.text', sum(s.out_text), 'out.reasoning', sum(s.out_reasoning))
           || coalesce(meters_sum(s.other_meters) FILTER (WHERE s.other_meters <> '{}'), '{}') AS meters
    ${source}
    GROUP BY 1, 2, 3, 4`);
  const rows = z.array(cellRow).parse(found);
  const booked = rows.filter((row) => row.attempts > 0 || row.actualUsd !== '0' || hasTokens(row.meters));
  return {
    cells: booked.map(({ at, provider, modelId, cause, actualUsd, meters: used }) => ({
      at,
      provider,
      modelId,
      cause,
      actualUsd,
      meters: used,
    })),
    hits: rows
      .filter(({ cause }) => cause === 'gateway_cache')
      .reduce((sum, { requests }) => sum + requests, 0),
    uncosted: rows.reduce((sum, row) => sum + row.uncosted, 0),
    per: canUseDays(workspace, scope) ? 'day' : 'quarter of an hour',
  };
}

const hasTokens = (used: MeterQuantities) => Object.keys(used).length > 0;
