import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { invitationView, type InvitationView } from './invitation-view';
import type { Viewer } from '../viewer';

/** Invitations that can still be taken up, newest first. Throws `forbidden`. */
export async function listInvitations(viewer: Viewer, now: Date = new Date()): Promise<InvitationView[]> {
  requireRight(viewer, 'user.manage');
  const rows = await db().invitation.findMany({
    where: { usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map(invitationView);
}
