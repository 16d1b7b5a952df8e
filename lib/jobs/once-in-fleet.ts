import type pg from 'pg';

const TRY = 'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine';
const WAIT = 'SELECT true AS mine FROM pg_advisory_xact_lock(hashtext($1))';

/**
 * Runs `work` in one transaction, unless another worker of the fleet is at the same just now: undefined then. The lock ends
 * with the transaction, also where its process dies, and behind a pooler. Rejects as `work` or the database does.
 */
export function onceInFleet<T>(
  pool: pg.Pool,
  job: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | undefined> {
  return underLock(pool, { take: TRY, job }, work);
}

/** The same, after the others of the fleet that are at it. */
export async function inTurn(pool: pg.Pool, job: string, work: () => Promise<void>): Promise<void> {
  await underLock(pool, { take: WAIT, job }, work);
}

async function underLock<T>(
  pool: pg.Pool,
  { take, job }: { take: string; job: string },
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | undefined> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ mine: boolean }>(take, [`tollgate.${job}`]);
    const result = rows[0]?.mine === true ? await work(client) : undefined;
    await client.query('COMMIT');
    return result;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    // The lock is free when this is heard of, not some time after the connection has closed.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // A connection that failed in the middle of a transaction is not given to the next one.
    client.release(failure);
  }
}
