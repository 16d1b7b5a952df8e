import type pg from 'pg';

/** Runs `work` in one transaction; any error rolls back and goes on to the caller. */
export async function transaction<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // When the connection is gone this fails too; the first error is the one that tells.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
