import { db } from '@/lib/db';

export const WINDOW_MS = 15 * 60_000;
export const ACCOUNT_LIMIT = 10;
export const ADDRESS_LIMIT = 50;

/**
 * Notes an attempt before its password is looked at, so that attempts sent at the same moment cannot all pass
 * the count. Undefined when the account or the address has failed too often in the last 15 minutes; such an
 * attempt is not noted, so that a locked account opens again by itself.
 */
export async function admitSignIn(email: string, address: string, now: Date): Promise<bigint | undefined> {
  const at = { gt: new Date(now.getTime() - WINDOW_MS) };
  const { id } = await db().signInAttempt.create({ data: { email, address, at: now }, select: { id: true } });
  const before = { id: { lt: id }, at };
  const [ofAccount, ofAddress] = await Promise.all([
    db().signInAttempt.count({ where: { ...before, email } }),
    db().signInAttempt.count({ where: { ...before, address } }),
  ]);
  if (ofAccount < ACCOUNT_LIMIT && ofAddress < ADDRESS_LIMIT) return id;
  await db().signInAttempt.deleteMany({ where: { id } });
  return undefined;
}

/** Forgets the failures of an account that has now signed in, and all that are too old to count. */
export async function clearSignInFailures(email: string, now: Date): Promise<void> {
  const tooOld = { at: { lt: new Date(now.getTime() - WINDOW_MS) } };
  await db().signInAttempt.deleteMany({ where: { OR: [{ email }, tooOld] } });
}
