import type pg from 'pg';

/** Log directories that never come back (a host that is gone) hold their leases for a day. */
const FOREIGN_AFTER = '1 day';

const CANDIDATES = `SELECT id, pid, place, expires_at < clock_timestamp() - interval '10 s' AS expired
  FROM budget_lease WHERE directory = $1`;
const SWEEP = `DELETE FROM budget_lease l USING budget_window w WHERE w.id = l.window_id AND (
    l.id = ANY ($1::text[])
    OR l.expires_at < clock_timestamp() - interval '${FOREIGN_AFTER}')`;

interface Candidate {
  id: string;
  pid: number;
  place: string;
  expired: boolean;
}

export interface SweepWorld {
  /** Identity of the log directory that is ingested here. */
  directory: string;
  place: string;
  pidAlive: (pid: number) => boolean;
  /** Resolves when all that is in the logs now is on the books, orphans included. */
  ingested: () => Promise<void>;
}

/**
 * Ends the leases of processes that are gone. First everything that they wrote is put on the books: what they had spent
 * is then in what the window has spent, what they had begun is there at its estimate, and the rest is free again. Nothing
 * is counted twice or lost. Gives the number of leases ended. Rejects when the database does.
 */
export async function sweepLeases(database: Pick<pg.Pool, 'query'>, world: SweepWorld): Promise<number> {
  const { rows } = await database.query<Candidate>(CANDIDATES, [world.directory]);
  const gone = rows
    .filter(({ pid, place, expired }) => expired || (place === world.place && !world.pidAlive(pid)))
    .map(({ id }) => id);
  if (gone.length > 0) await world.ingested();
  const { rowCount } = await database.query(SWEEP, [gone]);
  return rowCount ?? 0;
}
