import type { Transaction } from '@/lib/config/database';
import { Prisma } from '@/lib/generated/prisma/client';
import {
  ADDITIONS,
  DAY_KEY,
  MERGED,
  PAIR_ADDITIONS,
  PAIR_KEY,
  PAIR_SUMS,
  SUMS,
} from '@/lib/ledger/rollup/columns';
import { NO_FACET } from '@/lib/ledger/rollup/cubes';

/** Moves rows of a user to those of nobody, where they are added to what is there. */
function moved(table: string, key: object, sums: object, additions: string, of: Prisma.Sql, unnamed: string) {
  const columns = Object.keys({ ...key, ...sums, ...MERGED });
  const [column = '', value] = unnamed.split('=');
  const list = Prisma.raw(columns.join(', '));
  const changed = Prisma.raw(columns.map((one) => (one === column ? `'${value}'` : one)).join(', '));
  return Prisma.sql`
    WITH taken AS (DELETE FROM ${Prisma.raw(table)} WHERE ${of} RETURNING ${list})
    INSERT INTO ${Prisma.raw(table)} AS old (${list}) SELECT ${changed} FROM taken
    ON CONFLICT (${Prisma.raw(Object.keys(key).join(', '))}) DO UPDATE SET ${Prisma.raw(additions)}`;
}

/**
 * Takes a user's name off all totals: what was theirs counts as that of requests without a user. Waits for what is being added
 * up, and keeps totals from changing until the end of the transaction.
 */
export async function unnameTotals(tx: Transaction, workspaceId: string, endUser: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('tollgate.pairs'))`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('tollgate.rollups'))`;
  const mine = Prisma.sql`workspace_id = ${workspaceId} AND facet = ${endUser}`;
  await tx.$executeRaw`UPDATE rollup_pending SET facet = ${NO_FACET} WHERE ${mine} AND cube = 'user'`;
  const days = Prisma.sql`${mine} AND split_part(cube, ':', 1) = 'user'`;
  await tx.$executeRaw(moved('rollup_day', DAY_KEY, SUMS, ADDITIONS, days, `facet=${NO_FACET}`));
  const ofUser = Prisma.sql`${mine} AND starts_with(pair, 'user_')`;
  await tx.$executeRaw(
    moved('rollup_pair', PAIR_KEY, PAIR_SUMS, PAIR_ADDITIONS, ofUser, `facet=${NO_FACET}`),
  );
  const ofTags = Prisma.sql`workspace_id = ${workspaceId} AND value = ${endUser} AND split_part(pair, ':', 1) = 'tag_user'`;
  await tx.$executeRaw(moved('rollup_pair', PAIR_KEY, PAIR_SUMS, PAIR_ADDITIONS, ofTags, 'value='));
}
