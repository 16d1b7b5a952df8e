import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';

/** Whether everybody who signs in by password must have a second factor. */
export async function isSecondFactorDemanded(tx: Transaction = db()): Promise<boolean> {
  const policy = await tx.signInPolicy.findUnique({ where: { id: 1 } });
  return policy?.secondFactor ?? false;
}
