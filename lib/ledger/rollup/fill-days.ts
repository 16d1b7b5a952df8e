import type pg from 'pg';
import { closeBlocks } from './close-blocks';
import { rebuildRollups } from './rebuild';

/** Cubes of versions before; what they held is in `rollup_pair`. */
const RETIRED = ['user_team', 'user_model', 'tag_team', 'tag_model'];

/** After an update that brought other days or blocks of them: computes them once. Returns the number of days. */
export async function fillDays(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ missing: boolean }>(
    'SELECT EXISTS (SELECT FROM rollup_15m) AND NOT EXISTS (SELECT FROM rollup_day) AS missing',
  );
  if (rows[0]?.missing === true) return rebuildRollups(client);
  await client.query('DELETE FROM rollup_day WHERE split_part(cube, $2, 1) = ANY ($1)', [RETIRED, ':']);
  await closeBlocks(client, new Date());
  return 0;
}
