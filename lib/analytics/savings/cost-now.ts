import { Prisma } from '@/lib/generated/prisma/client';

const OF_REQUEST = Prisma.sql`FROM price_adjustment p WHERE p.request_started_at = r.started_at AND p.request_id = r.id`;

/** Cost of `request AS r` after re-rating, as the rollups count it; null when it has none. */
export const COST_NOW = Prisma.sql`CASE
  WHEN r.cost_usd IS NULL THEN (SELECT sum(p.delta_usd) ${OF_REQUEST} HAVING sum(p.uncosted_delta) < 0)
  ELSE r.cost_usd + coalesce((SELECT sum(p.delta_usd) ${OF_REQUEST}), 0) END`;

/** True once re-rating has given a price to each attempt that lacked one. */
const IS_PRICED_NOW = Prisma.sql`(SELECT coalesce(sum(p.uncosted_delta), 0) ${OF_REQUEST}) < 0
  AND (SELECT coalesce(sum(p.uncosted_delta), 0) ${OF_REQUEST}) + (SELECT count(*) FROM attempt a
    WHERE a.request_started_at = r.started_at AND a.request_id = r.id AND a.cost_usd IS NULL) = 0`;

export const COST_STATE_NOW = Prisma.sql`CASE
  WHEN r.cost_state = 'unpriced' AND ${IS_PRICED_NOW} THEN 'priced' ELSE r.cost_state END`;
