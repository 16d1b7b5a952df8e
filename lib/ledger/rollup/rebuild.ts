import type pg from 'pg';
import { transaction } from '@/lib/database/transaction';
import { DIMENSIONS, MERGED, SUMS } from './columns';
import { FACETS } from './cubes';
import { addToDays } from './day-from-quarters';
import { DAY_TABLE, PAIR_TABLE } from './block-table';
import { closeBlocks } from './close-blocks';
import { addPairs, closePairs } from './close-pairs';
import { rebuildBlocks, stopRollups, type DaySpan } from './rebuild-blocks';
import { facetFromRows, QUARTER_COLUMNS, QUARTERS_FROM_ROWS } from './from-rows';

const QUARTERS = `'' AS cube, workspace_id, bucket, ${DIMENSIONS.join(', ')}, '' AS facet, ${Object.keys({ ...SUMS, ...MERGED }).join(', ')}`;
const DAYS_FROM_QUARTERS = addToDays(
  `SELECT ${QUARTERS} FROM rollup_15m WHERE workspace_id = $1 AND bucket >= $2 AND bucket < $3`,
  { blocks: false },
);

/** Computes the rollups of some days anew from the rows on the books. In a transaction of the caller. */
export async function rebuildDays(client: pg.ClientBase, { workspaceId, from, to }: DaySpan): Promise<void> {
  const span = [workspaceId, from, to];
  await client.query('DELETE FROM rollup_15m WHERE workspace_id = $1 AND bucket >= $2 AND bucket < $3', span);
  await client.query(`INSERT INTO rollup_15m (${QUARTER_COLUMNS}) ${QUARTERS_FROM_ROWS}`, span);
  await rebuildFromQuarters(client, { workspaceId, from, to });
}

/** The days alone; the facets, which no quarter hour keeps, from the rows. */
async function rebuildFromQuarters(client: pg.ClientBase, { workspaceId, from, to }: DaySpan): Promise<void> {
  const span = [workspaceId, from, to];
  for (const table of ['rollup_day', 'rollup_pending', 'rollup_pair'])
    await client.query(`DELETE FROM ${table} WHERE workspace_id = $1 AND bucket >= $2 AND bucket < $3`, span);
  await client.query(DAYS_FROM_QUARTERS, span);
  const { rows } = await client.query<{ zone: string; pairsUntil: Date | null }>(
    'SELECT day_zone AS zone, pairs_until AS "pairsUntil" FROM workspace WHERE id = $1',
    [workspaceId],
  );
  const { zone = 'UTC', pairsUntil = null } = rows[0] ?? {};
  for (const facet of FACETS)
    await client.query(addToDays(facetFromRows(facet), { blocks: false }), [...span, zone]);
  if (pairsUntil !== null && pairsUntil > from)
    await addPairs(client, { workspaceId, from, to: pairsUntil < to ? pairsUntil : to });
  for (const table of [DAY_TABLE, PAIR_TABLE]) await rebuildBlocks(client, table, { workspaceId, from, to });
}

interface Day extends DaySpan {
  day: string;
}

const DAYS_WITH_ROWS = `
  SELECT d.workspace_id AS "workspaceId", to_char(d.day, 'YYYY-MM-DD') AS day,
    d.day AT TIME ZONE d.zone AS "from", (d.day + interval '1 day') AT TIME ZONE d.zone AS "to"
  FROM (
    SELECT DISTINCT r.workspace_id, w.day_zone AS zone, date_trunc('day', r.started_at AT TIME ZONE w.day_zone) AS day
    FROM request r JOIN workspace w ON w.id = r.workspace_id WHERE $1::text IS NULL OR r.workspace_id = $1
  ) AS d ORDER BY 1, 3`;

/**
 * Computes all rollups of one workspace, or of all, anew from the rows, a day a transaction, in the present reporting
 * zone. Days whose rows retention has dropped keep their quarter hours. Safe beside a running product, and to be
 * interrupted and run again. Returns the number of days.
 */
export async function rebuildRollups(
  client: pg.ClientBase,
  options: { workspaceId?: string; onDay?: (workspaceId: string, day: string) => void } = {},
): Promise<number> {
  const workspaceId = options.workspaceId ?? null;
  await transaction(client, async () => {
    await stopRollups(client);
    for (const table of ['rollup_day', 'rollup_pair'])
      await client.query(
        `DELETE FROM ${table} d USING workspace w WHERE w.id = d.workspace_id AND w.day_zone <> w.reporting_zone
           AND ($1::text IS NULL OR w.id = $1)`,
        [workspaceId],
      );
    await client.query(
      `UPDATE workspace SET day_zone = reporting_zone, blocks_until = NULL, pair_blocks_until = NULL
       WHERE $1::text IS NULL OR id = $1`,
      [workspaceId],
    );
  });
  const { rows: days } = await client.query<Day>(DAYS_WITH_ROWS, [workspaceId]);
  for (const day of days) {
    await transaction(client, async () => {
      await stopRollups(client);
      await rebuildDays(client, day);
    });
    options.onDay?.(day.workspaceId, day.day);
  }
  await closePairs(client, new Date());
  await closeBlocks(client, new Date());
  return days.length;
}
