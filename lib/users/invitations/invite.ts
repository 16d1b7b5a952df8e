import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { requireGrant } from '@/lib/access/may-grant';
import { ROLES } from '@/lib/access/roles';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { invitationView, type InvitationView } from './invitation-view';
import { checkMemberships, membershipsSchema } from '../people/memberships';
import { emailSchema } from '../passwords/password-rules';
import type { Viewer } from '../viewer';

const DAY_MS = 86_400_000;

export const inviteSchema = z.strictObject({
  email: emailSchema,
  role: z.enum(ROLES),
  memberships: membershipsSchema.default([]),
  expiresInDays: z.number().int().min(1).max(30).default(7),
});

export interface CreatedInvitation {
  invitation: InvitationView;
  /** Path of the link, for this once: only a digest of its token is kept. */
  path: string;
}

/** What is kept of an invitation's token. It has 256 random bits, so a plain digest is enough. */
export function invitationDigest(token: string): string {
  return createHash('sha256').update('invitation\n').update(token).digest('hex');
}

/**
 * Makes a one-time link by which one person may join, with a role that the viewer could have themselves. An earlier open
 * one for the same address ends. Throws `forbidden`, 409 for who is here already, 422 for places that do not exist.
 */
export async function invite(
  viewer: Viewer,
  input: z.input<typeof inviteSchema>,
  now: Date = new Date(),
): Promise<CreatedInvitation> {
  requireRight(viewer, 'user.manage');
  const { email, role, memberships, expiresInDays } = inviteSchema.parse(input);
  requireGrant(viewer, role);
  const token = randomBytes(32).toString('base64url');
  return db().$transaction(async (tx) => {
    // Two at once would not see each other, and both links would work.
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${`tollgate.invitation ${email}`}))`;
    if ((await tx.user.count({ where: { email } })) > 0)
      throw new GatewayError('conflict', 'This person has an account already.', { param: 'email' });
    await checkMemberships(tx, memberships);
    await tx.invitation.updateMany({
      where: { email, usedAt: null, revokedAt: null },
      data: { revokedAt: now },
    });
    const isPerson = (await tx.user.count({ where: { id: viewer.id } })) === 1;
    const row = await tx.invitation.create({
      data: {
        ...{ email, role, memberships },
        id: `invitation-${randomUUID()}`,
        digest: invitationDigest(token),
        inviterId: isPerson ? viewer.id : null,
        createdAt: now,
        expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS),
      },
    });
    const invitation = invitationView(row);
    const subject = { kind: 'invitation', id: row.id };
    await appendAudit(tx, actorOf(viewer), {
      ...{ action: 'invitation.create', subject },
      ...{ before: null, after: invitation },
    });
    return { invitation, path: `/invite?token=${token}` };
  });
}
