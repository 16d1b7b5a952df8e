import type pg from 'pg';
import { transaction } from './transaction';

/** Runs `work` in one transaction on a connection of a pool; any error rolls back and goes on to the caller. */
export async function inTransaction<T>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    return await transaction(client, () => work(client));
  } finally {
    client.release();
  }
}
