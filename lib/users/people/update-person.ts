import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { requireGrant } from '@/lib/access/may-grant';
import { ROLES } from '@/lib/access/roles';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { checkMemberships, membershipRows, membershipsSchema } from './memberships';
import { keepAnOwner, openPerson } from './open-person';
import { personInclude, personView, type PersonView } from './person-view';
import type { Viewer } from '../viewer';

export const updatePersonSchema = z.strictObject({
  id: z.string().min(1).max(200),
  role: z.enum(ROLES).optional(),
  /** All of them: what is left out is taken away. */
  memberships: membershipsSchema.optional(),
});

/**
 * Changes a person's role and where they belong; both hold from their next request on. Throws `forbidden` for a role, old
 * or new, that is above the viewer, 404, 409 for the last owner, 422 for places that do not exist.
 */
export async function updatePerson(
  viewer: Viewer,
  input: z.input<typeof updatePersonSchema>,
  now: Date = new Date(),
): Promise<PersonView> {
  const { id, role, memberships } = updatePersonSchema.parse(input);
  return db().$transaction(async (tx) => {
    const before = await openPerson(tx, viewer, { id, now });
    if (role !== undefined && role !== before.role) {
      requireGrant(viewer, role);
      await keepAnOwner(tx, before);
      await tx.user.update({ where: { id }, data: { role } });
    }
    if (memberships !== undefined) {
      await checkMemberships(tx, memberships);
      await tx.membership.deleteMany({ where: { userId: id } });
      await tx.membership.createMany({
        data: membershipRows(memberships).map((row) => ({ ...row, userId: id })),
      });
    }
    const row = await tx.user.findUniqueOrThrow({ where: { id }, include: personInclude(now) });
    const after = personView(row);
    if (isDeepStrictEqual(before, after)) return after;
    const subject = { kind: 'user', id };
    await appendAudit(tx, actorOf(viewer), { action: 'user.change', subject, before, after });
    return after;
  });
}
