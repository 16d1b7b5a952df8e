import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { invitationView, type InvitationView } from './invitation-view';
import type { Viewer } from '../viewer';

export const revokeInvitationSchema = z.strictObject({ id: z.string().min(1).max(200) });

/** Ends an invitation that nobody has taken up. Safe to run twice. Throws `forbidden`, 404, and 409 for a used one. */
export async function revokeInvitation(
  viewer: Viewer,
  input: z.input<typeof revokeInvitationSchema>,
  now: Date = new Date(),
): Promise<InvitationView> {
  requireRight(viewer, 'user.manage');
  const { id } = revokeInvitationSchema.parse(input);
  return db().$transaction(async (tx) => {
    const row = await tx.invitation.findUnique({ where: { id } });
    if (row === null) throw new GatewayError('not_found', 'There is no such invitation.', { param: 'id' });
    const view = invitationView(row);
    if (row.revokedAt !== null) return view;
    const ended = await tx.invitation.updateMany({ where: { id, usedAt: null }, data: { revokedAt: now } });
    if (ended.count === 0) throw new GatewayError('conflict', 'This invitation was taken up already.');
    const subject = { kind: 'invitation', id };
    await appendAudit(tx, actorOf(viewer), {
      action: 'invitation.revoke',
      subject,
      before: view,
      after: null,
    });
    return view;
  });
}
