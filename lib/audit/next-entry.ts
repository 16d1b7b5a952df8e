import { deriveDigestKey } from '@/lib/secrets/derive-key';
import { auditEntrySchema, type Actor, type AuditEntry, type Change } from './schemas';
import { FIRST_SEAL, sealEntry } from './seal';

/** Any number, the same in every Tollgate: entries are chained, so who writes one takes turns. */
export const AUDIT_LOCK = 7_465_646_703n;

/** The row of the entry that follows `last`, sealed. Throws ZodError for what is no entry. */
export function nextEntry(
  last: { seq: bigint; seal: string } | null | undefined,
  actor: Actor,
  change: Change,
  now: Date,
) {
  const seq = (last?.seq ?? 0n) + 1n;
  const entry: AuditEntry = auditEntrySchema.parse({
    seq: Number(seq),
    at: now.toISOString(),
    actor,
    ...change,
  });
  const text = JSON.stringify(entry);
  return {
    seq,
    at: now,
    workspaceId: entry.workspaceId ?? null,
    actorId: actor.id,
    action: entry.action,
    subjectKind: entry.subject.kind,
    subjectId: entry.subject.id,
    entry: text,
    seal: sealEntry(deriveDigestKey('audit'), last?.seal ?? FIRST_SEAL, text),
  };
}
