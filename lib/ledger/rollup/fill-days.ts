import type pg from 'pg';
import { rebuildRollups } from './rebuild';

/** After the update that brought `rollup_day`: computes it once from what is on the books. Returns the number of days. */
export async function fillDays(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ missing: boolean }>(
    'SELECT EXISTS (SELECT FROM rollup_15m) AND NOT EXISTS (SELECT FROM rollup_day) AS missing',
  );
  return rows[0]?.missing === true ? rebuildRollups(client) : 0;
}
