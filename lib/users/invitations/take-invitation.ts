import { isRole, isWithin } from '@/lib/access/roles';
import { appendAudit } from '@/lib/audit/append';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Invitation } from '@/lib/generated/prisma/client';
import { checkMemberships, membershipRows, membershipsSchema, type Memberships } from '../people/memberships';

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

/**
 * Uses an invitation up and makes its account. Undefined when another try was quicker, the account is there already, or a
 * place that it names is gone. Part of the caller's transaction.
 */
export async function takeInvitation(
  tx: Transaction,
  invitation: Invitation,
  person: { passwordHash?: string; name?: string; address?: string },
  now: Date,
): Promise<{ id: string; email: string } | undefined> {
  const { email, role } = invitation;
  if ((await tx.user.count({ where: { email } })) > 0) return undefined;
  const memberships = membershipsSchema.parse(invitation.memberships);
  if (!(await arePlaces(tx, memberships))) return undefined;
  const used = await tx.invitation.updateMany({
    where: { id: invitation.id, usedAt: null, revokedAt: null },
    data: { usedAt: now },
  });
  if (used.count !== 1) return undefined;
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

/** Whether what an invitation names is still there: a team, or a demo workspace, may have been removed since. */
async function arePlaces(tx: Transaction, memberships: Memberships): Promise<boolean> {
  try {
    await checkMemberships(tx, memberships);
    return true;
  } catch (error) {
    if (error instanceof GatewayError) return false;
    throw error;
  }
}
