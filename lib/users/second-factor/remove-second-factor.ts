import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { checkSecondFactor } from './check-second-factor';
import { isSecondFactorDemanded } from './is-second-factor-demanded';
import { countedTry } from './confirm-second-factor';
import { requireSession } from '../sessions/require-session';
import type { Viewer } from '../viewer';

export const removeSecondFactorSchema = z.strictObject({
  /** Of the app, or a recovery code. */
  code: z.string().trim().min(1).max(60),
});

/** Takes the viewer's own second factor away, for one of its codes. Throws `forbidden`, `rate_limited`, 409 for none and while one is demanded. */
export async function removeSecondFactor(
  viewer: Viewer,
  input: z.input<typeof removeSecondFactorSchema>,
  now: Date = new Date(),
): Promise<void> {
  requireSession(viewer);
  const { code } = removeSecondFactorSchema.parse(input);
  if (await isSecondFactorDemanded())
    throw new GatewayError(
      'conflict',
      'A second factor is demanded of everybody here: yours cannot be turned off.',
    );
  await countedTry(viewer, now, async () => {
    const checked = await checkSecondFactor(viewer.id, code, now);
    if (checked === 'not_set') throw new GatewayError('conflict', 'You have no second factor.');
    return checked === 'right';
  });
  await db().$transaction((tx) => dropSecondFactor(tx, viewer, viewer.id));
}

/** Deletes a person's second factor with its recovery codes. Part of the caller's transaction. */
export async function dropSecondFactor(tx: Transaction, viewer: Viewer, userId: string): Promise<void> {
  const { count } = await tx.secondFactor.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
  if (count === 0) return;
  const subject = { kind: 'user', id: userId };
  await appendAudit(tx, actorOf(viewer), {
    ...{ action: 'user.second_factor', subject },
    ...{ before: { inUse: true }, after: { inUse: false } },
  });
}
