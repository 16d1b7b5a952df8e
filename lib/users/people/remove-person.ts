import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { keepAnOwner, openPerson } from './open-person';
import type { PersonView } from './person-view';
import type { Viewer } from '../viewer';

export const removePersonSchema = z.strictObject({ id: z.string().min(1).max(200) });

/**
 * Removes an account with its sessions, service tokens and open invitations, all at once. Keys belong to teams and stay.
 * Throws `forbidden`, 404, and 409 for the last owner.
 */
export async function removePerson(
  viewer: Viewer,
  input: z.input<typeof removePersonSchema>,
  now: Date = new Date(),
): Promise<PersonView> {
  const { id } = removePersonSchema.parse(input);
  return db().$transaction(async (tx) => {
    const before = await openPerson(tx, viewer, { id, now });
    await keepAnOwner(tx, before);
    await tx.user.delete({ where: { id } });
    const subject = { kind: 'user', id };
    await appendAudit(tx, actorOf(viewer), { action: 'user.remove', subject, before, after: null });
    return before;
  });
}
