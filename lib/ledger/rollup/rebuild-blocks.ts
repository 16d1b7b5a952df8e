import type pg from 'pg';
import { DIMENSIONS } from './columns';
import { BLOCK_DAYS, CUBE_NAMES, storedCube, stridesOf, type Stride } from './cubes';
import { blockEnd, blockOf, BY_KEY, DAY_COLUMNS, SUMMED } from './day-from-quarters';

/** Whole local days of a workspace. */
export interface DaySpan {
  workspaceId: string;
  /** Start of the first day. */
  from: Date;
  /** End of the last one. */
  to: Date;
}

/** Waits until no rows are being booked, and keeps them from being booked until the end of the transaction. */
export async function stopRollups(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('tollgate.rollups'))");
}

const WITH_BLOCKS = CUBE_NAMES.filter((cube) => stridesOf(cube).length > 1);
const storedAt = (stride: Stride) => WITH_BLOCKS.map((cube) => storedCube(cube, stride));

/** From the start of the first block that a span touches to the end of the last one of those that are kept. */
const edges = (days: number) => `
  SELECT ${blockOf('$2::timestamptz', 'day_zone', days)} AS "from",
    least(${blockEnd("($3::timestamptz - interval '1 second')", 'day_zone', days)},
      ${blockOf('blocks_until', 'day_zone', days)}) AS "to"
  FROM workspace WHERE id = $1 AND blocks_until IS NOT NULL`;

const CLEAR = `
  DELETE FROM rollup_day WHERE workspace_id = $1 AND cube = ANY ($4) AND bucket >= $2 AND bucket < $3`;

const fill = (days: number) => `
  INSERT INTO rollup_day (${DAY_COLUMNS.join(', ')})
  SELECT s.workspace_id, split_part(s.cube, ':', 1) || ':${days}', ${blockOf('s.bucket', 's.day_zone', days)},
    ${DIMENSIONS.map((dimension) => `s.${dimension}`).join(', ')}, s.facet, ${SUMMED}
  FROM (
    SELECT d.*, w.day_zone FROM rollup_day d JOIN workspace w ON w.id = d.workspace_id
    WHERE d.workspace_id = $1 AND d.cube = ANY ($4) AND d.bucket >= $2 AND d.bucket < $3
  ) AS s
  GROUP BY ${BY_KEY}`;

/**
 * Adds up anew all blocks that have a day of the span: the short ones from their days, the long ones from the short ones.
 * In a transaction of the caller, who has stopped the rollups.
 */
export async function rebuildBlocks(client: pg.ClientBase, span: DaySpan): Promise<void> {
  const { workspaceId } = span;
  let parts: Stride = 1;
  for (const days of BLOCK_DAYS) {
    const { rows } = await client.query<DaySpan>(edges(days), [workspaceId, span.from, span.to]);
    const [edge] = rows;
    if (edge === undefined || edge.from >= edge.to) return;
    await client.query(CLEAR, [workspaceId, edge.from, edge.to, storedAt(days)]);
    await client.query(fill(days), [workspaceId, edge.from, edge.to, storedAt(parts)]);
    parts = days;
  }
}
