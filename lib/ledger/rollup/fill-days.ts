import type pg from 'pg';
import { closeBlocks } from './close-blocks';
import { rebuildRollups } from './rebuild';

/** After an update that brought other days or blocks of them: computes them once. Returns the number of days. */
export async function fillDays(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ missing: boolean }>(
    'SELECT EXISTS (SELECT FROM rollup_15m) AND NOT EXISTS (SELECT FROM rollup_day) AS missing',
  );
  if (rows[0]?.missing === true) return rebuildRollups(client);
  await closeBlocks(client, new Date());
  return 0;
}
