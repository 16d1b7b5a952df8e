import type pg from 'pg';
import { transaction } from '../ingest/transaction';
import { BLOCK_DAYS } from './cubes';
import { blockOf } from './day-from-quarters';
import { rebuildBlocks, stopRollups, type DaySpan } from './rebuild-blocks';

const [SHORTEST] = BLOCK_DAYS;

/** Workspaces with blocks that have ended since; `from` is null where there is no day yet. */
const ENDED = `
  SELECT w.id AS "workspaceId", w."to", coalesce(w.blocks_until, (
      SELECT min(bucket) FROM rollup_day d WHERE d.workspace_id = w.id AND d.cube = 'user')) AS "from"
  FROM (SELECT id, blocks_until, ${blockOf('$1::timestamptz', 'day_zone', SHORTEST)} AS "to" FROM workspace) AS w
  WHERE w.blocks_until IS NULL OR w.blocks_until < w."to"`;

/**
 * Adds up the blocks of days that have ended. What arrives for them later is added to them with its day, so a block that is
 * there is always right; of days without one the days themselves are read.
 */
export async function closeBlocks(client: pg.ClientBase, now: Date): Promise<void> {
  const { rows } = await client.query<Omit<DaySpan, 'from'> & { from: Date | null }>(ENDED, [now]);
  for (const { workspaceId, from, to } of rows) {
    await transaction(client, async () => {
      await stopRollups(client);
      await client.query('UPDATE workspace SET blocks_until = $2 WHERE id = $1', [workspaceId, to]);
      if (from !== null) await rebuildBlocks(client, { workspaceId, from, to });
    });
  }
}
