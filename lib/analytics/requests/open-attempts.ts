import { Prisma } from '@/lib/generated/prisma/client';

/** Why an attempt is in no sum of money, though it may have cost something. */
export type OpenState = 'unpriced' | 'quarantined';

/** A re-rating has given a cost to some that had no price: these are open no more. */
const NOT_RERATED = Prisma.sql`NOT EXISTS (
  SELECT 1 FROM price_adjustment p WHERE p.request_started_at = a.request_started_at AND p.request_id = a.request_id
    AND p.attempt = a.attempt GROUP BY p.request_id HAVING sum(p.uncosted_delta) < 0)`;

/** Condition on attempts `a` of requests that started in the span; the same for lists, counts and alerts. */
export function openAttempts(
  state: OpenState,
  { workspaceId, from, to }: { workspaceId: string; from: Date; to: Date },
): Prisma.Sql {
  const open = Prisma.sql`a.workspace_id = ${workspaceId} AND a.request_started_at >= ${from}
    AND a.request_started_at < ${to} AND a.cost_state = ${state}`;
  return state === 'unpriced' ? Prisma.sql`${open} AND ${NOT_RERATED}` : open;
}
