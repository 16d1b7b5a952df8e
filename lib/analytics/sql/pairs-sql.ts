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

function stillToCome(pair: Pair, { workspaceId, from, to }: SourceSpan): Prisma.Sql {
  const [before, until, of, after] = pairsFromRows(definitionOfPair(pair).facet, [pair]).map((piece) =>
    Prisma.raw(piece),
  );
  // A value of its own, not a column of the row beside it: only then are partitions of days that are closed left out.
  const closed = Prisma.sql`SELECT pairs_until FROM workspace WHERE id = ${workspaceId}`;
  return Prisma.sql`SELECT * FROM (
    ${before}greatest(${from}::timestamptz, (${closed}))${until}${to}::timestamptz${of}${workspaceId}${after}
  ) AS fresh(${Prisma.raw(PAIR_COLUMNS.join(', '))})`;
}
