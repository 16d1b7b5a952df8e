import { RIGHTS } from '@/lib/access/rights';
import { VIEWER_FIELDS, viewerOf } from '@/lib/access/viewer-of';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { digestToken } from './digest';

/** `lastUsedAt` is for people; once a minute is exact enough. */
const USE_STEP_MS = 60_000;

/** Who calls with this value: the token's creator as they are now, within its scopes. Null for an unknown, expired or revoked one. */
export async function findTokenCaller(value: string, now: Date = new Date()): Promise<Viewer | null> {
  const row = await db().serviceToken.findUnique({
    where: { digest: digestToken(value) },
    include: { creator: { select: VIEWER_FIELDS } },
  });
  if (row === null || row.revokedAt !== null || row.expiresAt <= now) return null;
  if (row.lastUsedAt === null || now.getTime() - row.lastUsedAt.getTime() >= USE_STEP_MS)
    await db().serviceToken.update({ where: { id: row.id }, data: { lastUsedAt: now } });
  const scopes = RIGHTS.filter((right) => row.scopes.includes(right));
  return { ...viewerOf(row.creator), email: `${row.creator.email} (${row.name})`, scopes, tokenId: row.id };
}
