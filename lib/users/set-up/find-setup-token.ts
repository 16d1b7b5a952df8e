import { db } from '@/lib/db';
import { setupTokenDigest } from './setup-token-digest';

/** Whether a set-up link still works: known, unused, not expired, and nobody has an account yet. */
export async function isSetupTokenOpen(token: unknown, now: Date = new Date()): Promise<boolean> {
  if (typeof token !== 'string' || token.length > 100) return false;
  const found = await db().setupToken.findFirst({
    where: { digest: setupTokenDigest(token), usedAt: null, expiresAt: { gt: now } },
    select: { digest: true },
  });
  return found !== null && (await db().user.count()) === 0;
}
