import { db } from '@/lib/db';
import { open } from '@/lib/secrets/seal';
import { recoveryCodeDigest } from './recovery-code';
import { secondFactorPlace } from './second-factor-place';
import { matchTotp } from './totp';

export type SecondFactorCheck = 'not_set' | 'right' | 'wrong';

/**
 * Checks and uses up a code of the authenticator app, or a recovery code. Of the same code sent twice, also at the same
 * moment, only the first is right.
 */
export async function checkSecondFactor(userId: string, code: string, now: Date): Promise<SecondFactorCheck> {
  const factor = await db().secondFactor.findUnique({ where: { userId } });
  if (factor === null || factor.confirmedAt === null) return 'not_set';
  const used = /^\d{6}$/.test(code.trim())
    ? await useTotp(userId, factor, code.trim(), now)
    : await useRecoveryCode(userId, code, now);
  return used ? 'right' : 'wrong';
}

/** Whether this person is asked for a code. */
export async function hasSecondFactor(userId: string): Promise<boolean> {
  return (await db().secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) === 1;
}

/** Whether the code is right now and no code of its step, or a later one, was used before. */
export async function useTotp(
  userId: string,
  factor: { secret: Uint8Array; lastStep: bigint },
  code: string,
  now: Date,
): Promise<boolean> {
  const secret = Buffer.from(open(factor.secret, secondFactorPlace(userId)), 'base64url');
  const step = matchTotp(secret, code, { nowMs: now.getTime(), lastStep: Number(factor.lastStep) });
  if (step === undefined) return false;
  const moved = await db().secondFactor.updateMany({
    where: { userId, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return moved.count === 1;
}

async function useRecoveryCode(userId: string, code: string, now: Date): Promise<boolean> {
  const used = await db().recoveryCode.updateMany({
    where: { userId, digest: recoveryCodeDigest(userId, code), usedAt: null },
    data: { usedAt: now },
  });
  return used.count === 1;
}
