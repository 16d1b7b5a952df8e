import type { Prisma } from '@/lib/generated/prisma/client';
import { isSecondFactorDemanded } from './is-second-factor-demanded';

/** People with a second factor in force. */
export const ownsFactor = {
  secondFactor: { is: { confirmedAt: { not: null } } },
} as const satisfies Prisma.UserWhereInput;

/**
 * Whether a session lacks the second factor that is demanded. A provider of sign-in answers for that of its people itself.
 */
export async function owesSecondFactor(session: {
  method: string;
  user: { secondFactor: { confirmedAt: Date | null } | null };
}): Promise<boolean> {
  if (session.method !== 'password' || session.user.secondFactor?.confirmedAt != null) return false;
  return isSecondFactorDemanded();
}
