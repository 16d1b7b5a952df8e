import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { sessionHandle } from './list-sessions';
import { requireSession } from './require-session';
import type { Viewer } from '../viewer';

export const endSessionSchema = z.strictObject({
  /** As listed, or `others` for all but the one that asks. */
  id: z.string().min(1).max(100),
});

/** Ends the viewer's own sessions; each is refused from its next request on. Resolves to how many there were. Throws 404. */
export async function endSession(
  viewer: Viewer,
  input: z.input<typeof endSessionSchema>,
  now: Date = new Date(),
): Promise<number> {
  const { id } = endSessionSchema.parse(input);
  const current = requireSession(viewer);
  return db().$transaction(async (tx) => {
    const open = await tx.userSession.findMany({
      where: { userId: viewer.id, revokedAt: null },
      select: { id: true },
    });
    const ids = open.map((row) => row.id);
    const meant = ids.filter((one) => (id === 'others' ? one !== current : sessionHandle(one) === id));
    if (meant.length === 0 && id !== 'others')
      throw new GatewayError('not_found', 'There is no such session.', { param: 'id' });
    return endSessions(tx, viewer, { userId: viewer.id, ids: meant }, now);
  });
}

/** Ends sessions of one person: these, or without `ids` all but `keep`. Part of the transaction of what ends them. */
export async function endSessions(
  tx: Transaction,
  viewer: Viewer,
  { userId, ids, keep }: { userId: string; ids?: string[]; keep?: string },
  now: Date,
): Promise<number> {
  const { count } = await tx.userSession.updateMany({
    where: { userId, revokedAt: null, id: ids === undefined ? { not: keep } : { in: ids } },
    data: { revokedAt: now },
  });
  if (count > 0)
    await appendAudit(tx, actorOf(viewer), {
      action: 'session.end',
      subject: { kind: 'user', id: userId },
      before: { sessions: count },
      after: null,
    });
  return count;
}

/** Signing out. An id that is nobody's changes nothing. */
export async function closeSession(id: string, now: Date = new Date()): Promise<void> {
  await db().userSession.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
}
