import type pg from 'pg';
import { transaction } from '@/lib/database/transaction';
import { PAIR_ADDITIONS, PAIR_KEY } from './columns';
import { PAIR_COLUMNS, pairsFromRows } from './pairs-from-rows';
import { PAIR_NAMES } from './pairs';
import { stopPairs, stopRollups, type DaySpan } from './rebuild-blocks';

/** Until requests that began are expected to be on the books; those that come later are added one by one. */
const SETTLING_MS = 10 * 60_000;
const QUARTER_MS = 15 * 60_000;

/** Workspaces with requests that no pair has yet; the first of them, and the end of its local day or of what has settled. */
const OPEN = `
  SELECT w.id AS "workspaceId", date_bin('15 minutes', r.first, '2000-01-01T00:00:00Z') AS "from",
    least($1, (date_trunc('day', r.first, w.day_zone) AT TIME ZONE w.day_zone + interval '1 day') AT TIME ZONE w.day_zone) AS "to"
  FROM workspace w CROSS JOIN LATERAL (
    SELECT min(started_at) AS first FROM request
    WHERE workspace_id = w.id AND started_at >= coalesce(w.pairs_until, '-infinity') AND started_at < $1) AS r
  WHERE r.first IS NOT NULL AND coalesce(w.pairs_until, '-infinity') < $1`;

/**
 * Groups of all pairs are found in one reading by hashing; sorted, the rows would be sorted anew for each pair, which takes five
 * times as long. So much memory is allowed and rarely taken: a day of 146,000 requests and 500 users takes 180 MB.
 */
const HASHED = `SELECT set_config('work_mem', '64MB', true), set_config('hash_mem_multiplier', '32', true),
  set_config('enable_sort', 'off', true), set_config('jit', 'off', true)`;
const [FROM, TO, WHERE, OF] = pairsFromRows(PAIR_NAMES);
const GATHER = `CREATE TEMP TABLE pair_sums (${PAIR_COLUMNS.join(', ')}) ON COMMIT DROP AS
  ${FROM}$2::timestamptz${TO}$3::timestamptz${WHERE}true${OF}$1::text`;
const ADD = `INSERT INTO rollup_pair AS old (${PAIR_COLUMNS.join(', ')}) SELECT * FROM pair_sums ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (${Object.keys(PAIR_KEY).join(', ')}) DO UPDATE SET ${PAIR_ADDITIONS}`;

/** What is on the books of a span: anything that is booked meanwhile changes one of them. */
const BOOKED = `
  SELECT (SELECT count(*) FROM request WHERE workspace_id = $1 AND started_at >= $2 AND started_at < $3) AS requests,
    (SELECT count(*) FROM price_adjustment
     WHERE workspace_id = $1 AND request_started_at >= $2 AND request_started_at < $3) AS adjustments`;

/** Adds the pairs of a span to their days, all of it one local day. In a transaction of the caller, who has stopped the rollups. */
export async function addPairs(client: pg.ClientBase, span: DaySpan): Promise<void> {
  await gather(client, span);
  await client.query(ADD);
  await client.query('DROP TABLE pair_sums');
}

async function gather(client: pg.ClientBase, { workspaceId, from, to }: DaySpan): Promise<void> {
  await client.query(HASHED);
  await client.query(GATHER, [workspaceId, from, to]);
}

/**
 * Adds up the pairs of all requests that began some minutes ago, at most a day a transaction. Books are written to
 * meanwhile; should something of a span have been booked in that time, the span is left to the next call. Stops between
 * two spans when told to.
 */
export async function closePairs(client: pg.ClientBase, now: Date, signal?: AbortSignal): Promise<void> {
  const settled = new Date(Math.floor((now.getTime() - SETTLING_MS) / QUARTER_MS) * QUARTER_MS);
  for (let closed = 1; closed > 0;) {
    const { rows } = await client.query<DaySpan>(OPEN, [settled]);
    closed = 0;
    for (const span of rows) {
      if (signal?.aborted === true) return;
      if (await closeSpan(client, span)) closed += 1;
    }
  }
}

/** False when it was undone, or somebody else was first. */
async function closeSpan(client: pg.ClientBase, span: DaySpan): Promise<boolean> {
  const booked = async () => {
    const { rows } = await client.query<Booked>(BOOKED, [span.workspaceId, span.from, span.to]);
    return `${rows[0]?.requests} ${rows[0]?.adjustments}`;
  };
  try {
    return await transaction(client, async () => {
      await stopPairs(client);
      const before = await booked();
      await gather(client, span);
      await stopRollups(client);
      const { rowCount } = await client.query(
        'UPDATE workspace SET pairs_until = $3 WHERE id = $1 AND (pairs_until IS NULL OR pairs_until <= $2)',
        [span.workspaceId, span.from, span.to],
      );
      if (rowCount === 0 || (await booked()) !== before) throw new Disturbed();
      await client.query(ADD);
      return true;
    });
  } catch (error) {
    if (error instanceof Disturbed) return false;
    throw error;
  }
}

class Disturbed extends Error {}

interface Booked {
  requests: string;
  adjustments: string;
}
