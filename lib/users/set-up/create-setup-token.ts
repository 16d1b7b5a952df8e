import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db';
import { setupTokenDigest } from './setup-token-digest';

export const SETUP_TOKEN_MS = 24 * 3_600_000;

/**
 * A new one-time token for the link `/setup?token=…`, good for 24 hours; links printed before stop working.
 * Null when there is a user already: then nobody may make themselves the owner.
 */
export async function createSetupToken(now: Date = new Date()): Promise<string | null> {
  if ((await db().user.count()) > 0) return null;
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(now.getTime() + SETUP_TOKEN_MS);
  await db().$transaction([
    db().setupToken.deleteMany({ where: { usedAt: null } }),
    db().setupToken.create({ data: { digest: setupTokenDigest(token), createdAt: now, expiresAt } }),
  ]);
  return token;
}
