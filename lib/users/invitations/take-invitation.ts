import { isRole, isWithin } from '@/lib/access/roles';
import { appendAudit } from '@/lib/audit/append';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import type { Invitation } from '@/lib/generated/prisma/client';
import { membershipRows, membershipsSchema } from '../people/memberships';

/** How an invitation is found: by the digest of its token, or by an address that somebody else has verified. */
export type InvitationPlace = { digest: string } | { email: string };

/** The invitation, if it can be taken up: unused, in time, and not above what its inviter is now. Null otherwise. */
export async function findOpenInvitation(place: InvitationPlace, now: Date): Promise<Invitation | null> {
  const row = await db().invitation.findFirst({
    where: { ...place, usedAt: null, revokedAt: null, expiresAt: { gt: now } },
    include: { inviter: { select: { role: true } } },
    orderBy: { createdAt: 'desc' },
  });
  if (row === null || !isRole(row.role)) return null;
  const { inviter, ...invitation } = row;
  const isCovered =
    row.inviterId === null || (inviter !== null && isRole(inviter.role) && isWithin(row.role, inviter.role));
  return isCovered ? invitation : null;
}

/** Uses an invitation up and makes its account. Undefined when another try was quicker. Part of the caller's transaction. */
export async function takeInvitation(
  tx: Transaction,
  invitation: Invitation,
  person: { passwordHash?: string; name?: string; address?: string },
  now: Date,
): Promise<{ id: string; email: string } | undefined> {
  const used = await tx.invitation.updateMany({
    where: { id: invitation.id, usedAt: null, revokedAt: null },
    data: { usedAt: now },
  });
  const { email, role } = invitation;
  if (used.count !== 1 || (await tx.user.count({ where: { email } })) > 0) return undefined;
  const memberships = membershipsSchema.parse(invitation.memberships);
  const { address, ...account } = person;
  const user = await tx.user.create({
    data: { email, role, ...account, memberships: { create: membershipRows(memberships) } },
  });
  await appendAudit(
    tx,
    { id: user.id, name: email, ...(address === undefined ? {} : { address }) },
    {
      action: 'user.create',
      subject: { kind: 'user', id: user.id },
      before: null,
      after: { email, role, memberships, invitation: invitation.id },
    },
  );
  return { id: user.id, email };
}
