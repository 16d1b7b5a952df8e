import { VIEWER_FIELDS, viewerOf } from '@/lib/access/viewer-of';
import { db } from '@/lib/db';
import type { Viewer } from '../viewer';
import { owesSecondFactor } from '../second-factor/owes-second-factor';
import { unusedSince } from './unused-since';

/** `lastSeenAt` is written no more often, so that being read costs no write. */
const SEEN_STEP_MS = 5 * 60_000;

/** Whose session that is, as they are now. Null for one that is unknown, ended, too old, unused for too long, or of somebody who was removed. Without any right while it lacks a second factor that is demanded. */
export async function findSession(id: string, now: Date = new Date()): Promise<Viewer | null> {
  const row = await db().userSession.findUnique({
    where: { id },
    include: { user: { select: { ...VIEWER_FIELDS, secondFactor: { select: { confirmedAt: true } } } } },
  });
  if (row === null || row.revokedAt !== null || row.expiresAt <= now) return null;
  if (row.lastSeenAt <= unusedSince(now)) return null;
  // Ended or removed in between: that is no reason to fail, and the next look finds it so.
  if (now.getTime() - row.lastSeenAt.getTime() >= SEEN_STEP_MS)
    await db().userSession.updateMany({ where: { id }, data: { lastSeenAt: now } });
  const viewer = { ...viewerOf(row.user), sessionId: id };
  return (await owesSecondFactor(row)) ? { ...viewer, reach: [], owesSecondFactor: true } : viewer;
}
