import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import { replica } from './replica';

/**
 * Rows of figures: from the read replica, and from the primary where there is none or it fails. Never for what must be of
 * this moment: keys, configuration, budgets, rights. Throws what the primary throws.
 */
export async function readRows<T = unknown>(statement: Prisma.Sql): Promise<T> {
  const read = await replica()?.try((client) => client.$queryRaw<T>(statement));
  return read === undefined ? db().$queryRaw<T>(statement) : read.result;
}
