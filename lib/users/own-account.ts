import { db } from '@/lib/db';
import { requireSession } from './sessions/require-session';
import type { Viewer } from './viewer';

export interface OwnAccount {
  email: string;
  /** Null for who comes by a provider only. */
  hasPassword: boolean;
  secondFactor: boolean;
  recoveryCodesLeft: number;
}

/** What the viewer's settings page shows of their account. Throws `forbidden` for a token. */
export async function ownAccount(viewer: Viewer): Promise<OwnAccount> {
  requireSession(viewer);
  const user = await db().user.findUniqueOrThrow({
    where: { id: viewer.id },
    include: { secondFactor: true, recoveryCodes: { where: { usedAt: null } } },
  });
  return {
    email: user.email,
    hasPassword: user.passwordHash !== null,
    secondFactor: user.secondFactor?.confirmedAt != null,
    recoveryCodesLeft: user.recoveryCodes.length,
  };
}
