import type { Transaction } from '@/lib/config/database';
import { AUDIT_LOCK, nextEntry } from './next-entry';
import type { Actor, Change } from './schemas';

/**
 * Writes one entry in the transaction of the change itself: either both are kept or neither. Others that write an entry
 * wait until this transaction ends, so it is the last step of one.
 */
export async function appendAudit(
  tx: Transaction,
  actor: Actor,
  change: Change,
  now: Date = new Date(),
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${AUDIT_LOCK}::bigint)`;
  const last = await tx.auditEntry.findFirst({
    orderBy: { seq: 'desc' },
    select: { seq: true, seal: true },
  });
  await tx.auditEntry.create({ data: nextEntry(last, actor, change, now) });
}
