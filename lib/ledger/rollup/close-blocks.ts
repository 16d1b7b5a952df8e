import type pg from 'pg';
import { transaction } from '@/lib/database/transaction';
import { blockEnd, blockOf } from './block-sql';
import { DAY_TABLE, PAIR_TABLE, type BlockTable } from './block-table';
import { BLOCK_DAYS } from './cubes';
import { rebuildBlocks, stopRollups, type DaySpan } from './rebuild-blocks';

const [SHORTEST] = BLOCK_DAYS;

/** Workspaces with short blocks that have ended since, the first of each; `from` is null where there is no day yet. */
const ended = ({ table, name, everyDay, until, wholeUntil }: BlockTable) => `
  SELECT o."workspaceId", o."from", least(o."to", ${blockEnd('o."from"', 'o.day_zone', SHORTEST)}) AS "to"
  FROM (
    SELECT w.id AS "workspaceId", w.day_zone, w."to", coalesce(w.${until}, (
        SELECT min(bucket) FROM ${table} d WHERE d.workspace_id = w.id AND d.${name} = '${everyDay}')) AS "from"
    FROM (SELECT id, day_zone, ${until}, ${blockOf(`least($1::timestamptz, ${wholeUntil})`, 'day_zone', SHORTEST)} AS "to"
      FROM workspace WHERE ${wholeUntil} IS NOT NULL) AS w
    WHERE w.${until} IS NULL OR w.${until} < w."to") AS o`;

/** Sorted on disk, the rows of eight days take several times as long. */
const HASHED = `SELECT set_config('work_mem', '64MB', true), set_config('hash_mem_multiplier', '8', true),
  set_config('jit', 'off', true)`;

/**
 * Adds up the blocks of days that have ended, eight days a transaction: nothing can be booked meanwhile. What arrives for them
 * later is added to them with its day, so a block that is there is always right; of days without one the days themselves are
 * read. Stops between two when told to.
 */
export async function closeBlocks(client: pg.ClientBase, now: Date, signal?: AbortSignal): Promise<void> {
  for (const of of [DAY_TABLE, PAIR_TABLE])
    while (signal?.aborted !== true && (await closeNext(client, of, now)) > 0);
}

/** Returns of how many workspaces. */
async function closeNext(client: pg.ClientBase, of: BlockTable, now: Date): Promise<number> {
  const { rows } = await client.query<Omit<DaySpan, 'from'> & { from: Date | null }>(ended(of), [now]);
  for (const { workspaceId, from, to } of rows) {
    await transaction(client, async () => {
      await client.query(HASHED);
      await stopRollups(client);
      await client.query(`UPDATE workspace SET ${of.until} = $2 WHERE id = $1`, [workspaceId, to]);
      if (from !== null) await rebuildBlocks(client, of, { workspaceId, from, to });
    });
  }
  return rows.length;
}
