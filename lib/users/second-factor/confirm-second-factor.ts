import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { useTotp } from './check-second-factor';
import { endSessions } from '../sessions/end-session';
import { newRecoveryCode, RECOVERY_CODES, recoveryCodeDigest } from './recovery-code';
import { requireBrowser } from '../sessions/require-session';
import { admitSignIn, clearSignInFailures } from '../sign-in-limit';
import type { Viewer } from '../viewer';

export const confirmSecondFactorSchema = z.strictObject({
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'six digits'),
});

/**
 * Puts the second factor in force once its app has shown a right code; other sessions, which came without it, end. Resolves
 * to the recovery codes, shown this once. Throws `forbidden` for a wrong code, `rate_limited`, 409 when nothing was started.
 */
export async function confirmSecondFactor(
  viewer: Viewer,
  input: z.input<typeof confirmSecondFactorSchema>,
  now: Date = new Date(),
): Promise<string[]> {
  const session = requireBrowser(viewer);
  const { code } = confirmSecondFactorSchema.parse(input);
  const userId = viewer.id;
  const factor = await db().secondFactor.findUnique({ where: { userId } });
  if (factor === null || factor.confirmedAt !== null)
    throw new GatewayError('conflict', 'There is no second factor that waits for its first code.');
  await countedTry(viewer, now, () => useTotp(userId, factor, code, now));
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await db().$transaction(async (tx) => {
    // Only the secret that the code was of: another may have been started meanwhile, or this one confirmed.
    const confirmed = await tx.secondFactor.updateMany({
      where: { userId, secret: factor.secret, confirmedAt: null },
      data: { confirmedAt: now },
    });
    if (confirmed.count !== 1)
      throw new GatewayError('conflict', 'There is no second factor that waits for its first code.');
    await tx.recoveryCode.deleteMany({ where: { userId } });
    await tx.recoveryCode.createMany({
      data: codes.map((one) => ({ userId, digest: recoveryCodeDigest(userId, one) })),
    });
    await endSessions(tx, viewer, { userId, keep: session }, now);
    const subject = { kind: 'user', id: userId };
    await appendAudit(tx, actorOf(viewer), {
      ...{ action: 'user.second_factor', subject },
      ...{ before: { inUse: false }, after: { inUse: true } },
    });
  });
  return codes;
}

/** Within the limits of a sign-in. Throws `rate_limited`, and `forbidden` for a wrong code. */
export async function countedTry(viewer: Viewer, now: Date, attempt: () => Promise<boolean>): Promise<void> {
  const { email } = await db().user.findUniqueOrThrow({ where: { id: viewer.id }, select: { email: true } });
  if (!(await admitSignIn(email, viewer.origin?.address ?? 'unknown', now)))
    throw new GatewayError('rate_limited', 'Too many attempts. Wait 15 minutes and try again.', {
      retryAfterS: 900,
    });
  if (!(await attempt())) throw new GatewayError('forbidden', 'That code is not right.', { param: 'code' });
  await clearSignInFailures(email, now);
}
