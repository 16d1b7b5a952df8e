import type pg from 'pg';

/**
 * Tries to become the one ingester of a log directory. The lock lives as long as its connection, which is also the one
 * that writes: who has lost the lock has lost the means to write too.
 */
export async function tryLock(client: pg.ClientBase, directoryId: string): Promise<boolean> {
  const { rows } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS locked',
    [`tollgate.ingest ${directoryId}`],
  );
  return rows[0]?.locked === true;
}
