import { z } from 'zod';
import { db } from '@/lib/db';
import { isSetupTokenOpen } from './find-setup-token';
import { refusedJoining, type Joined } from './joined';
import { hashPassword } from '../passwords/hash-password';
import { emailSchema, passwordSchema } from '../passwords/password-rules';
import { setupTokenDigest } from './setup-token-digest';

const setupSchema = z.object({ token: z.string().max(100), email: emailSchema, password: passwordSchema });

/**
 * Creates the first owner by a set-up link. Of any number of simultaneous tries exactly one succeeds: the token
 * is used up and the account made in one transaction, behind one lock.
 */
export async function redeemSetupToken(input: unknown, now: Date = new Date()): Promise<Joined> {
  const parsed = setupSchema.safeParse(input);
  if (!parsed.success) return refusedJoining(parsed.error);
  const { token, email, password } = parsed.data;
  if (!(await isSetupTokenOpen(token, now))) return { kind: 'closed' };
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx): Promise<Joined> => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('tollgate.first-owner'))`;
    if ((await tx.user.count()) > 0) return { kind: 'closed' };
    const used = await tx.setupToken.updateMany({
      where: { digest: setupTokenDigest(token), usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (used.count !== 1) return { kind: 'closed' };
    await tx.user.create({ data: { email, passwordHash, role: 'owner' } });
    return { kind: 'created', email };
  });
}
