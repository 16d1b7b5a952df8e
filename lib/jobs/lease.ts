import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Tables whose rows are run by one process at a time; each has `leased_by` and `leased_until`. */
type LeasedTable = 'batch' | 'benchmark';

/** What a run holds: its name stands in the row as long as nobody else took it. */
export interface Lease {
  holder: string;
  /** Fires once the lease is lost: somebody else may go on with it. */
  lost: AbortSignal;
}

/** Of a process that died, others know after so long. By the database's clock alone. */
const LEASE = "interval '10 seconds'";
const RENEW_EVERY_MS = 2_500;

/** A row that nobody runs, for a WHERE. */
export const IS_FREE = '(leased_until IS NULL OR leased_until < now())';

/**
 * Runs `work` while it holds the row; leaves it to who has it otherwise. Every statement stands for itself, so any pooler
 * may lie in between. A database that is away for a while takes nothing from us unless somebody else came first. Rejects
 * with what `work` throws, or when the database is away at the start.
 */
export async function withLease(
  pool: Pick<pg.Pool, 'query'>,
  table: LeasedTable,
  id: string,
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const holder = randomUUID();
  const taken = await pool.query(
    `UPDATE ${table} SET leased_by = $2, leased_until = now() + ${LEASE} WHERE id = $1 AND ${IS_FREE}`,
    [id, holder],
  );
  if (taken.rowCount !== 1) return;
  const lost = new AbortController();
  const renewing = setInterval(() => {
    renew(pool, table, id, holder).then(
      (isOurs) => (isOurs ? undefined : lost.abort()),
      // Away: the next turn asks again.
      () => undefined,
    );
  }, RENEW_EVERY_MS);
  try {
    await work({ holder, lost: lost.signal });
  } finally {
    clearInterval(renewing);
    // One that cannot be given back runs out.
    await pool
      .query(`UPDATE ${table} SET leased_by = NULL, leased_until = NULL WHERE id = $1 AND leased_by = $2`, [
        id,
        holder,
      ])
      .catch(() => undefined);
  }
}

async function renew(pool: Pick<pg.Pool, 'query'>, table: LeasedTable, id: string, holder: string) {
  const { rowCount } = await pool.query(
    `UPDATE ${table} SET leased_until = now() + ${LEASE} WHERE id = $1 AND leased_by = $2`,
    [id, holder],
  );
  return rowCount === 1;
}
