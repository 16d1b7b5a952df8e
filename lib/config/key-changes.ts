import { GatewayError } from '@/lib/errors/gateway-error';
import type { Transaction } from './database';

/** The last change of anything that is on the audit log; 0: none. Give it as `seen` when what was looked at is applied. */
export async function readSeen(tx: Transaction): Promise<number> {
  const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } });
  return Number(last?.seq ?? 0n);
}

/** What the author of a file looked at: a version, and changes up to `seen`; absent: as it was published. */
export interface Looked {
  version: number;
  seen: number | undefined;
}

/**
 * Throws `conflict` (409) when one of these keys was changed by its own doors since the author looked. Such changes make no
 * version, so that `expectedVersion` alone would not hear of a key that was disabled meanwhile.
 */
export async function requireKeysSeen(
  tx: Transaction,
  ids: readonly string[],
  looked: Looked,
): Promise<void> {
  if (ids.length === 0) return;
  const since = looked.seen ?? (await publishedAt(tx, looked.version));
  const changes = await tx.auditEntry.findMany({
    where: { subjectKind: 'key', subjectId: { in: [...ids] }, seq: { gt: since } },
    distinct: ['subjectId'],
    orderBy: { subjectId: 'asc' },
    take: 20,
    select: { subjectId: true },
  });
  if (changes.length === 0) return;
  const names = changes.map(({ subjectId }) => `"${subjectId}"`).join(', ');
  throw new GatewayError(
    'conflict',
    `This would undo what was changed of keys since: ${names}. Export the configuration again, and give what it says as "seen".`,
    { param: 'seen' },
  );
}

async function publishedAt(tx: Transaction, version: number): Promise<number> {
  const publication = await tx.auditEntry.findFirst({
    where: { subjectKind: 'config', subjectId: String(version) },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  });
  return Number(publication?.seq ?? 0n);
}
