import { Prisma } from '@/lib/generated/prisma/client';
import { MERGED, PAIR_KEY, PAIR_SUMS } from '@/lib/ledger/rollup/columns';
import { definitionOfPair, type Pair } from '@/lib/ledger/rollup/pairs';
import { PAIR_COLUMNS, pairsFromRows } from '@/lib/ledger/rollup/pairs-from-rows';
import type { Stretch } from './cover-days';
import type { SourceSpan } from './source-sql';

const SUM_LIST = Object.keys({ ...PAIR_SUMS, ...MERGED }).join(', ');
const KEY_LIST = Object.keys(PAIR_KEY).join(', ');

/**
 * Rows of a pair, its value and parent under the names of their columns, together with what the books have since: which of
 * both has a request is decided by the statement's own snapshot, so that none is missing and none counts twice.
 */
export function pairsNow(pair: Pair, stretches: readonly Stretch[], span: SourceSpan): Prisma.Sql {
  const { value, parent } = definitionOfPair(pair);
  const named = Prisma.raw(
    `workspace_id, bucket, facet, value AS ${value}${parent === undefined ? '' : `, parent AS ${parent}`}, ${SUM_LIST}`,
  );
  const stored = stretches.map(
    ({ stride, from, to }) => Prisma.sql`
      SELECT ${Prisma.raw(`${KEY_LIST}, ${SUM_LIST}`)} FROM rollup_pair
      WHERE workspace_id = ${span.workspaceId} AND pair = ${stride === 1 ? pair : `${pair}:${stride}`}
        AND bucket >= ${from} AND bucket < ${to}`,
  );
  return Prisma.sql`SELECT ${named} FROM (
    ${Prisma.join(stored, ' UNION ALL ')} UNION ALL ${stillToCome(pair, span)}) AS rows`;
}

/** In the types of the table: else all columns of all its rows would be converted, also those that nobody asks for. */
const TYPED = Prisma.raw(
  Object.entries({ ...PAIR_KEY, ...PAIR_SUMS, ...MERGED })
    .map(([column, type]) => `${column}::${type}`)
    .join(', '),
);
/** A workspace is read before its figures are; and a replica, where these may come from, can be behind by so much. */
const MARGIN_MS = 3_600_000;

/**
 * Partitions of days that are closed are left out when the statement is planned: to plan all of them takes as long as to read the
 * pairs. Which rows of the others are closed is found in the statement's own snapshot.
 */
function stillToCome(pair: Pair, { workspaceId, pairsUntil, from, to }: SourceSpan): Prisma.Sql {
  const [before, until, where, of] = pairsFromRows([pair]).map((piece) => Prisma.raw(piece));
  const since = new Date(Math.max(from.getTime(), (pairsUntil?.getTime() ?? 0) - MARGIN_MS));
  const closed = Prisma.sql`SELECT coalesce(pairs_until, '-infinity') FROM workspace WHERE id = ${workspaceId}`;
  return Prisma.sql`SELECT ${TYPED} FROM (
    ${before}${since}::timestamptz${until}${to}::timestamptz${where}b.at >= (${closed})${of}${workspaceId}
  ) AS fresh(${Prisma.raw(PAIR_COLUMNS.join(', '))})`;
}
