import { z } from 'zod';
import { may } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { tokenView, type TokenView } from './token-view';

export const revokeTokenSchema = z.strictObject({ id: z.string().min(1).max(200) });

/** Ends a token at once and for good. Safe to run twice. Throws `not_found`, also for another's that one may not manage. */
export async function revokeToken(
  viewer: Viewer,
  input: z.input<typeof revokeTokenSchema>,
  now: Date = new Date(),
): Promise<TokenView> {
  const { id } = revokeTokenSchema.parse(input);
  const row = await db().serviceToken.findUnique({ where: { id } });
  if (row === null || (row.creatorId !== viewer.id && !may(viewer, 'user.manage')))
    throw new GatewayError('not_found', 'There is no such token.', { param: 'id' });
  if (row.revokedAt !== null) return tokenView(row);
  const before = tokenView(row);
  return db().$transaction(async (tx) => {
    const after = tokenView(await tx.serviceToken.update({ where: { id }, data: { revokedAt: now } }));
    const subject = { kind: 'token', id };
    await appendAudit(tx, actorOf(viewer), { action: 'token.revoke', subject, before, after });
    return after;
  });
}
