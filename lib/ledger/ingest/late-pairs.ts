import type pg from 'pg';
import { blockEnd, blockOf } from '../rollup/block-sql';
import { sumRollups } from '../rollup/block-table';
import { MERGED, PAIR_ADDITIONS, PAIR_KEY, PAIR_SUMS } from '../rollup/columns';
import { BLOCK_DAYS, FACETS } from '../rollup/cubes';
import { definitionOfPair, PAIR_NAMES, type Pair } from '../rollup/pairs';
import type { Booking } from './booking';
import { columnList, recordset } from './recordset';
import { RollupDelta } from './rollup-delta';
import {
  attemptDimensions,
  facetsOf,
  requestDimensions,
  type DimensionSource,
  type RollupDimensions,
} from './rollup-dimensions';

/** Key of a row of `rollup_pair`, but for a `bucket` that is still a quarter of an hour. */
export interface PairDimensions {
  workspace_id: string;
  pair: Pair;
  bucket: string;
  facet: string;
  value: string;
  parent: string;
}
export type PairDelta = RollupDelta<PairDimensions>;

const COLUMNS = { ...PAIR_KEY, ...PAIR_SUMS, ...MERGED };
const STRIDES = [1, ...BLOCK_DAYS].map((days) => `('${days === 1 ? '' : `:${days}`}', ${days})`).join(', ');
/** Rows sent in one statement. */
const CHUNK = 5_000;

/** Quarter hours that are closed go into their days, and into blocks of them that are there. */
const UPSERT = `
  INSERT INTO rollup_pair AS old (${columnList(COLUMNS)})
  SELECT s.workspace_id, s.pair || c.suffix, CASE WHEN c.days = 1 THEN s.day ELSE ${blockOf('s.day', 's.zone', 'c.days')} END,
    s.facet, s.value, s.parent, ${sumRollups(PAIR_SUMS)}
  FROM (
    SELECT r.*, date_trunc('day', r.bucket, w.day_zone) AS day, w.day_zone AS zone, w.pair_blocks_until
    FROM ${recordset(COLUMNS)} JOIN workspace w ON w.id = r.workspace_id WHERE r.bucket < w.pairs_until
  ) AS s
  JOIN (VALUES ${STRIDES}) AS c(suffix, days)
    ON c.days = 1 OR (s.day < s.pair_blocks_until AND ${blockEnd('s.day', 's.zone', 'c.days')} <= s.pair_blocks_until)
  GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (${columnList(PAIR_KEY)}) DO UPDATE SET ${PAIR_ADDITIONS}`;

/** Until when the pairs of each workspace are closed; only those with any. The caller holds the rollups (`holdRollups`). */
export async function closedPairs(
  client: pg.ClientBase,
  bookings: readonly Booking[],
): Promise<ReadonlyMap<string, Date>> {
  const ids = [...new Set(bookings.map(({ request }) => request.workspace_id))];
  const { rows } = await client.query<{ id: string; until: Date }>({
    name: 'ledger-closed-pairs',
    text: 'SELECT id, pairs_until AS until FROM workspace WHERE id = ANY ($1) AND pairs_until IS NOT NULL',
    values: [ids],
  });
  return new Map(rows.map(({ id, until }) => [id, until]));
}

/** What bookings add to pairs that are closed already; all others are added up from the books later. */
export function latePairs(bookings: readonly Booking[], closed: ReadonlyMap<string, Date>): PairDelta[] {
  const deltas = new Map<string, PairDelta>();
  const late = bookings.filter(({ request }) => {
    const until = closed.get(request.workspace_id);
    return until !== undefined && Date.parse(request.started_at) < until.getTime();
  });
  for (const { request, attempts } of late) {
    for (const delta of deltasAt(deltas, request, requestDimensions(request))) delta.addRequest(request);
    for (const attempt of attempts) {
      const base = attemptDimensions(request, attempt);
      for (const delta of deltasAt(deltas, request, base)) delta.addAttempt(attempt, base.role);
    }
  }
  return [...deltas.values()];
}

/** The delta of each pair that a request counts under, made where it is not there yet. */
export function deltasAt(
  deltas: Map<string, PairDelta>,
  request: DimensionSource,
  base: RollupDimensions,
): PairDelta[] {
  return pairDimensions(request, base).map((dimensions) => {
    const key = JSON.stringify(Object.values(dimensions));
    const delta = deltas.get(key) ?? new RollupDelta(dimensions);
    deltas.set(key, delta);
    return delta;
  });
}

function pairDimensions(request: DimensionSource, base: RollupDimensions): PairDimensions[] {
  const facets = facetsOf(request);
  const { workspace_id, bucket } = base;
  return FACETS.flatMap((of) =>
    PAIR_NAMES.filter((pair) => definitionOfPair(pair).facet === of).flatMap((pair) => {
      const { value, parent } = definitionOfPair(pair);
      const rest = {
        value: value === 'end_user' ? (request.end_user ?? '') : base[value],
        parent: parent === undefined ? '' : base[parent],
      };
      return facets[of].map((facet) => ({ workspace_id, pair, bucket, facet, ...rest }));
    }),
  );
}

/** Adds what is late to the pairs; of what is not closed, nothing. The caller holds the rollups (`holdRollups`). */
export async function upsertPairs(client: pg.ClientBase, deltas: readonly PairDelta[]): Promise<void> {
  for (let at = 0; at < deltas.length; at += CHUNK) {
    const rows = deltas.slice(at, at + CHUNK).map((delta) => delta.toPairRow());
    await client.query({ name: 'ledger-upsert-pairs', text: UPSERT, values: [JSON.stringify(rows)] });
  }
}
