import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { personInclude, personView, type PersonView } from './person-view';
import type { Viewer } from '../viewer';

/** Everybody with an account, by address. Throws `forbidden` for who does not manage people. */
export async function listPeople(viewer: Viewer, now: Date = new Date()): Promise<PersonView[]> {
  requireRight(viewer, 'user.manage');
  const rows = await db().user.findMany({ include: personInclude(now), orderBy: { email: 'asc' } });
  return rows.map(personView);
}
