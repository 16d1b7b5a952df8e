import type pg from 'pg';
import { transaction } from '../ingest/transaction';
import { blockOf } from './block-sql';
import { DAY_TABLE, PAIR_TABLE, type BlockTable } from './block-table';
import { BLOCK_DAYS } from './cubes';
import { rebuildBlocks, stopRollups, type DaySpan } from './rebuild-blocks';

const [SHORTEST] = BLOCK_DAYS;

/** Workspaces with blocks that have ended since; `from` is null where there is no day yet. */
const ended = ({ table, name, everyDay, until, wholeUntil }: BlockTable) => `
  SELECT w.id AS "workspaceId", w."to", coalesce(w.${until}, (
      SELECT min(bucket) FROM ${table} d WHERE d.workspace_id = w.id AND d.${name} = '${everyDay}')) AS "from"
  FROM (SELECT id, ${until}, ${blockOf(`least($1::timestamptz, ${wholeUntil})`, 'day_zone', SHORTEST)} AS "to"
    FROM workspace WHERE ${wholeUntil} IS NOT NULL) AS w
  WHERE w.${until} IS NULL OR w.${until} < w."to"`;

/**
 * Adds up the blocks of days that have ended. What arrives for them later is added to them with its day, so a block that is
 * there is always right; of days without one the days themselves are read.
 */
export async function closeBlocks(client: pg.ClientBase, now: Date): Promise<void> {
  for (const of of [DAY_TABLE, PAIR_TABLE]) await closeTable(client, of, now);
}

async function closeTable(client: pg.ClientBase, of: BlockTable, now: Date): Promise<void> {
  const { rows } = await client.query<Omit<DaySpan, 'from'> & { from: Date | null }>(ended(of), [now]);
  for (const { workspaceId, from, to } of rows) {
    await transaction(client, async () => {
      await stopRollups(client);
      await client.query(`UPDATE workspace SET ${of.until} = $2 WHERE id = $1`, [workspaceId, to]);
      if (from !== null) await rebuildBlocks(client, of, { workspaceId, from, to });
    });
  }
}
