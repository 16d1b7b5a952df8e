import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { GatewayError } from '@/lib/errors/gateway-error';
import { Prisma } from '@/lib/generated/prisma/client';
import type { WorkspaceInfo } from '@/lib/workspaces/list';

/** A statement reads them up to five times, at some 20 µs each. */
const MAX_ROWS = 50_000;
/** Whoever is no further behind is not catching up: so much is always still to come. */
const USUAL_MS = 3_600_000;

const counted = z.tuple([z.object({ rows: z.bigint() })]);

/**
 * For questions to pairs. Right after an update of large books most of their days are still to be added up, and the rows of
 * those would take minutes to read: throws `overloaded`, which says so.
 */
export async function refuseBacklog(
  { id, pairsUntil }: WorkspaceInfo,
  { from, to }: { from: Date; to: Date },
  now: Date,
): Promise<void> {
  const since = new Date(Math.max(from.getTime(), pairsUntil?.getTime() ?? 0));
  if (since >= to || now.getTime() - since.getTime() < USUAL_MS) return;
  const [{ rows }] = counted.parse(
    await readRows(Prisma.sql`SELECT count(*) AS rows FROM (
      SELECT FROM request WHERE workspace_id = ${id} AND started_at >= ${since} AND started_at < ${to}
      LIMIT ${MAX_ROWS + 1}) AS still_to_come`),
  );
  if (rows <= MAX_ROWS) return;
  const day = since.toISOString().slice(0, 10);
  throw new GatewayError(
    'overloaded',
    `Totals by end user and tag are still being added up, from ${day} on. Try again in some minutes, or choose a shorter range.`,
    { retryAfterS: 60 },
  );
}
