import type pg from 'pg';

/**
 * Runs `work` in one transaction, unless another worker of the fleet is at the same just now: undefined then. The lock ends
 * with the transaction, also where its process dies, and behind a pooler. Rejects as `work` or the database does.
 */
export async function onceInFleet<T>(
  pool: pg.Pool,
  job: string,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T | undefined> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock(hashtext($1)) AS mine',
      [`tollgate.${job}`],
    );
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
