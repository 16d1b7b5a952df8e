import { db } from '@/lib/db';

/** "Now" looks back five minutes; a day of single minutes is for whoever looks into an incident by SQL. */
const KEPT_MS = 24 * 3_600_000;

/** Deletes the windows of single minutes that nobody looks at any more; quarters of an hour and hours stay. Gives how many. */
export async function pruneMinutes(now: Date = new Date()): Promise<number> {
  const until = new Date(now.getTime() - KEPT_MS);
  const { count } = await db().targetWindow.deleteMany({ where: { spanS: 60, bucket: { lt: until } } });
  return count;
}
