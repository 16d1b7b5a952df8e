import type pg from 'pg';
import { transaction } from '@/lib/database/transaction';
import { rebuildDays } from '@/lib/ledger/rollup/rebuild';
import { stopRollups } from '@/lib/ledger/rollup/rebuild-blocks';
import type { SeedDay } from './days';
import { DRAW } from './draw-sql';
import { DROP_EMPTY_WINDOWS, DROP_EVENTS, EVENTS, WINDOWS } from './health-sql';
import { ROWS } from './rows-sql';

/** Of a workspace that was made to be seeded. */
export const SEEDED_NAME = 'Seeded history';

/**
 * Puts one day on the books, rows and rollups in one transaction; false when it is there already. Throws when the day has
 * other seeded requests than these: two histories would lie on top of each other.
 */
export async function writeDay(
  client: pg.ClientBase,
  workspaceId: string,
  day: SeedDay,
  seed: number,
): Promise<boolean> {
  const { rows } = await client.query<{ seeded: string; same: boolean }>(
    `SELECT count(*) AS seeded, count(*) = $4 AND bool_and(id LIKE $5) AS same
     FROM request WHERE workspace_id = $1 AND started_at >= $2 AND started_at < $3 AND door = 'seed'`,
    [workspaceId, day.from, day.to, day.requests, `req\\_seed${seed}\\_%`],
  );
  const [present] = rows;
  if (present !== undefined && present.seeded !== '0') {
    if (present.same) return false;
    throw new Error(
      `${day.from.toISOString().slice(0, 10)} has ${present.seeded} requests of another seeded history. Give its numbers again, name another --workspace, or --remove it first.`,
    );
  }
  for (let at = day.from.getTime(); at < day.to.getTime() + 86_400_000; at += 86_400_000)
    await client.query('SELECT ensure_day_partitions($1::date)', [new Date(at).toISOString().slice(0, 10)]);
  await transaction(client, async () => {
    await stopRollups(client);
    await client.query(DRAW, [
      day.first,
      day.requests,
      day.from,
      seed,
      day.to.getTime() - day.from.getTime(),
    ]);
    for (const [sql, takesWorkspace] of ROWS) await client.query(sql, takesWorkspace ? [workspaceId] : []);
    await rebuildDays(client, { workspaceId, from: day.from, to: day.to });
    const span = [workspaceId, day.from, day.to];
    await client.query(WINDOWS, [...span, 1]);
    await client.query(EVENTS, span);
  });
  return true;
}

/** Takes all seeded rows of a workspace off the books again, a day a transaction. Returns how many requests those were. */
export async function removeSeeded(client: pg.ClientBase, workspaceId: string): Promise<number> {
  const { rows } = await client.query<{ from: Date; to: Date }>(
    `SELECT day AT TIME ZONE zone AS "from", (day + interval '1 day') AT TIME ZONE zone AS "to"
     FROM (SELECT DISTINCT w.day_zone AS zone, date_trunc('day', r.started_at AT TIME ZONE w.day_zone) AS day
           FROM request r JOIN workspace w ON w.id = r.workspace_id
           WHERE r.workspace_id = $1 AND r.door = 'seed') AS days ORDER BY 1`,
    [workspaceId],
  );
  let removed = 0;
  for (const { from, to } of rows)
    removed += await transaction(client, async () => {
      await stopRollups(client);
      const span = [workspaceId, from, to];
      await client.query(WINDOWS, [...span, -1]);
      await client.query(DROP_EMPTY_WINDOWS, span);
      await client.query(
        `DELETE FROM attempt a USING request r
         WHERE r.workspace_id = $1 AND r.started_at >= $2 AND r.started_at < $3 AND r.door = 'seed'
           AND a.request_started_at = r.started_at AND a.request_id = r.id
           AND a.request_started_at >= $2 AND a.request_started_at < $3`,
        span,
      );
      const { rowCount } = await client.query(
        `DELETE FROM request WHERE workspace_id = $1 AND started_at >= $2 AND started_at < $3 AND door = 'seed'`,
        span,
      );
      await rebuildDays(client, { workspaceId, from, to });
      return rowCount ?? 0;
    });
  await client.query(DROP_EVENTS, [workspaceId]);
  // Made for the seed and used for nothing else.
  await client.query(
    `DELETE FROM workspace w WHERE w.id = $1 AND w.name = $2 AND NOT EXISTS (SELECT FROM request WHERE workspace_id = w.id)
       AND NOT EXISTS (SELECT FROM virtual_key WHERE workspace_id = w.id)`,
    [workspaceId, SEEDED_NAME],
  );
  return removed;
}
