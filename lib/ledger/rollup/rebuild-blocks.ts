import type pg from 'pg';
import { blockEnd, blockOf } from './block-sql';
import type { BlockTable } from './block-table';
import { BLOCK_DAYS, type Stride } from './cubes';

/** Whole local days of a workspace. */
export interface DaySpan {
  workspaceId: string;
  /** Start of the first day. */
  from: Date;
  /** End of the last one. */
  to: Date;
}

/**
 * Waits until no rows are being booked and no pairs closed, and keeps them from it until the end of the transaction. Whoever
 * takes both does it in this order.
 */
export async function stopRollups(client: pg.ClientBase): Promise<void> {
  await stopPairs(client);
  await client.query("SELECT pg_advisory_xact_lock(hashtext('tollgate.rollups'))");
}

/** Waits until nobody closes pairs, and keeps others from it until the end of the transaction. */
export async function stopPairs(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock(hashtext('tollgate.pairs'))");
}

const stored = (name: string, stride: Stride) => (stride === 1 ? name : `${name}:${stride}`);

/** From the start of the first block that a span touches to the end of the last one of those that are kept. */
const edges = ({ until }: BlockTable, days: number) => `
  SELECT ${blockOf('$2::timestamptz', 'day_zone', days)} AS "from",
    least(${blockEnd("($3::timestamptz - interval '1 second')", 'day_zone', days)},
      ${blockOf(until, 'day_zone', days)}) AS "to"
  FROM workspace WHERE id = $1 AND ${until} IS NOT NULL`;

const clear = ({ table, name }: BlockTable) => `
  DELETE FROM ${table} WHERE workspace_id = $1 AND ${name} = ANY ($4) AND bucket >= $2 AND bucket < $3`;

const places = (count: number) => Array.from({ length: count }, (_, index) => index + 1).join(', ');
/** In order, so that what is read together lies together. */
const fill = ({ table, name, key, columns, summed }: BlockTable, days: number) => `
  INSERT INTO ${table} (${columns.join(', ')})
  SELECT s.workspace_id, split_part(s.${name}, ':', 1) || ':${days}', ${blockOf('s.bucket', 's.day_zone', days)},
    ${key.map((column) => `s.${column}`).join(', ')}, ${summed}
  FROM (
    SELECT d.*, w.day_zone FROM ${table} d JOIN workspace w ON w.id = d.workspace_id
    WHERE d.workspace_id = $1 AND d.${name} = ANY ($4) AND d.bucket >= $2 AND d.bucket < $3
  ) AS s
  GROUP BY ${places(key.length + 3)} ORDER BY ${places(key.length + 3)}`;

/**
 * Adds up anew all blocks that have a day of the span: the short ones from their days, the long ones from the short ones.
 * In a transaction of the caller, who has stopped the rollups.
 */
export async function rebuildBlocks(client: pg.ClientBase, of: BlockTable, span: DaySpan): Promise<void> {
  const { workspaceId } = span;
  let parts: Stride = 1;
  for (const days of BLOCK_DAYS) {
    const { rows } = await client.query<DaySpan>(edges(of, days), [workspaceId, span.from, span.to]);
    const [edge] = rows;
    if (edge === undefined || edge.from >= edge.to) return;
    const at = (stride: Stride) => of.names.map((name) => stored(name, stride));
    await client.query(clear(of), [workspaceId, edge.from, edge.to, at(days)]);
    await client.query(fill(of, days), [workspaceId, edge.from, edge.to, at(parts)]);
    parts = days;
  }
}
