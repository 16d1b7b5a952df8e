import { db } from '@/lib/db';
import { isSecondFactorDemanded } from './second-factor/is-second-factor-demanded';
import { requireBrowser } from './sessions/require-session';
import type { Viewer } from './viewer';

export interface OwnAccount {
  email: string;
  /** Null for who comes by a provider only. */
  hasPassword: boolean;
  secondFactor: boolean;
  /** Of everybody who signs in by password. */
  secondFactorDemanded: boolean;
  recoveryCodesLeft: number;
}

/** What the viewer's settings page shows of their account. Throws `forbidden` for a token. */
export async function ownAccount(viewer: Viewer): Promise<OwnAccount> {
  requireBrowser(viewer);
  const user = await db().user.findUniqueOrThrow({
    where: { id: viewer.id },
    include: { secondFactor: true, recoveryCodes: { where: { usedAt: null } } },
  });
  return {
    email: user.email,
    hasPassword: user.passwordHash !== null,
    secondFactor: user.secondFactor?.confirmedAt != null,
    secondFactorDemanded: await isSecondFactorDemanded(),
    recoveryCodesLeft: user.recoveryCodes.length,
  };
}
