import { db } from '@/lib/db';

export const WINDOW_MS = 15 * 60_000;
export const ACCOUNT_LIMIT = 10;
export const ADDRESS_LIMIT = 50;

/** First half of the advisory lock keys, so that an account and an address never share a lock. */
const ACCOUNT_LOCKS = 7_401;
const ADDRESS_LOCKS = 7_402;

/**
 * Notes an attempt before its password is looked at. False when the account or the address has failed too often in
 * the last 15 minutes; such an attempt is not noted, so that a locked account opens again by itself. Attempts at the
 * same moment are counted one after the other: none slips past.
 */
export async function admitSignIn(email: string, address: string, now: Date): Promise<boolean> {
  const at = { gt: new Date(now.getTime() - WINDOW_MS) };
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ACCOUNT_LOCKS}::int, hashtext(${email}))`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADDRESS_LOCKS}::int, hashtext(${address}))`;
    if ((await tx.signInAttempt.count({ where: { email, at } })) >= ACCOUNT_LIMIT) return false;
    if ((await tx.signInAttempt.count({ where: { address, at } })) >= ADDRESS_LIMIT) return false;
    await tx.signInAttempt.create({ data: { email, address, at: now } });
    return true;
  });
}

/** Forgets the failures of an account that has now signed in, and all that are too old to count. */
export async function clearSignInFailures(email: string, now: Date): Promise<void> {
  const tooOld = { at: { lt: new Date(now.getTime() - WINDOW_MS) } };
  await db().signInAttempt.deleteMany({ where: { OR: [{ email }, tooOld] } });
}
