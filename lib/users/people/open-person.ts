import { requireRight } from '@/lib/access/may';
import { requireGrant } from '@/lib/access/may-grant';
import type { Transaction } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';
import { personInclude, personView, type PersonView } from './person-view';
import type { Viewer } from '../viewer';

/** Any number, the same in every Tollgate: who changes people takes turns, so that two owners do not remove each other. */
const LOCK_KEY = 7_465_646_704n;

/** The person, for a change by who may make it. Throws `forbidden` also for a person who stands above the viewer, and 404. */
export async function openPerson(
  tx: Transaction,
  viewer: Viewer,
  { id, now }: { id: string; now: Date },
): Promise<PersonView> {
  requireRight(viewer, 'user.manage');
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
  const row = await tx.user.findUnique({ where: { id }, include: personInclude(now) });
  if (row === null) throw new GatewayError('not_found', 'There is no such person.', { param: 'id' });
  const person = personView(row);
  requireGrant(viewer, person.role);
  return person;
}

/** Throws 409 when this was the last owner: nobody could make another. */
export async function keepAnOwner(tx: Transaction, person: PersonView): Promise<void> {
  if (person.role === 'owner' && (await tx.user.count({ where: { role: 'owner' } })) === 1)
    throw new GatewayError('conflict', 'This is the last owner. Make somebody else an owner first.', {
      param: 'role',
    });
}
