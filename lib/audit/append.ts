import type { Transaction } from '@/lib/config/database';
import { deriveDigestKey } from '@/lib/secrets/derive-key';
import { type Actor, type AuditEntry, type Change, auditEntrySchema } from './schemas';
import { FIRST_SEAL, sealEntry } from './seal';

/** Any number, the same in every Tollgate: entries are chained, so who writes one takes turns. */
const LOCK_KEY = 7_465_646_703n;

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
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
  const last = await tx.auditEntry.findFirst({
    orderBy: { seq: 'desc' },
    select: { seq: true, seal: true },
  });
  const seq = (last?.seq ?? 0n) + 1n;
  const entry: AuditEntry = auditEntrySchema.parse({
    seq: Number(seq),
    at: now.toISOString(),
    actor,
    ...change,
  });
  const text = JSON.stringify(entry);
  await tx.auditEntry.create({
    data: {
      seq,
      at: now,
      workspaceId: entry.workspaceId ?? null,
      actorId: actor.id,
      action: entry.action,
      subjectKind: entry.subject.kind,
      subjectId: entry.subject.id,
      entry: text,
      seal: sealEntry(deriveDigestKey('audit'), last?.seal ?? FIRST_SEAL, text),
    },
  });
}
