import { Prisma } from '@/lib/generated/prisma/client';
import { COST_NOW, COST_STATE_NOW } from '../savings/cost-now';
import { escapeLike } from './escape-like';
import { ERROR_OUTCOMES } from '@/lib/ledger/rollup/columns';
import type { RequestFilters } from './request-filters';

/** The filters as one SQL condition over `request AS r`; every value is a parameter. */
export function requestConditions(filters: RequestFilters): Prisma.Sql {
  const all = [
    filters.model !== undefined && servedBy(filters.model),
    filters.provider !== undefined && Prisma.sql`r.provider = ${filters.provider}`,
    filters.requested !== undefined && Prisma.sql`r.requested_model = ${filters.requested}`,
    filters.outcome !== undefined && outcomeIs(filters.outcome),
    filters.key !== undefined && Prisma.sql`r.key_id = ${filters.key}`,
    filters.team !== undefined && Prisma.sql`r.team = ${filters.team}`,
    filters.user !== undefined && Prisma.sql`r.end_user = ${filters.user}`,
    filters.tag !== undefined && hasTag(filters.tag),
    filters.task !== undefined && Prisma.sql`r.task = ${filters.task}`,
    filters.rule !== undefined && Prisma.sql`r.rule_id = ${filters.rule}`,
    filters.minCost !== undefined && Prisma.sql`${COST_NOW} >= ${filters.minCost}::numeric`,
    filters.minLatencyMs !== undefined && Prisma.sql`r.latency_ms >= ${filters.minLatencyMs}`,
    filters.cost === 'uncosted' &&
      Prisma.sql`(r.cost_state IN ('unpriced', 'unknown', 'quarantined')
        AND ${COST_STATE_NOW} <> 'priced')`,
    filters.since !== undefined && Prisma.sql`r.started_at >= ${new Date(filters.since)}`,
    filters.until !== undefined && Prisma.sql`r.started_at < ${new Date(filters.until)}`,
    filters.q !== undefined && Prisma.sql`r.id ILIKE ${`%${escapeLike(filters.q)}%`}`,
  ].filter((condition) => condition !== false);
  return all.length === 0 ? Prisma.sql`true` : Prisma.join(all, ' AND ');
}

function servedBy(model: string): Prisma.Sql {
  return Prisma.sql`(r.model = ${model} OR (r.attempt_count > 1 AND EXISTS (
    SELECT 1 FROM attempt a
    WHERE a.request_started_at = r.started_at AND a.request_id = r.id AND a.model = ${model})))`;
}

/** `failed` is what the error rate counts. */
function outcomeIs(outcome: NonNullable<RequestFilters['outcome']>): Prisma.Sql {
  if (outcome === 'failed') return Prisma.sql`r.outcome IN (${Prisma.join([...ERROR_OUTCOMES])})`;
  return Prisma.sql`r.outcome = ${outcome}`;
}

function hasTag(tag: string): Prisma.Sql {
  const [name = '', ...value] = tag.split('=');
  return value.length === 0
    ? Prisma.sql`jsonb_exists(r.tags, ${name})`
    : Prisma.sql`r.tags ->> ${name} = ${value.join('=')}`;
}
