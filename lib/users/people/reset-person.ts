import { z } from 'zod';
import { db } from '@/lib/db';
import { endSessions } from '../sessions/end-session';
import { openPerson } from './open-person';
import { dropSecondFactor } from '../second-factor/remove-second-factor';
import type { Viewer } from '../viewer';

export const resetPersonSchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** For who has lost their device and their recovery codes. */
  secondFactor: z.boolean().default(false).describe('Take their second factor away too'),
});

/** Ends all sessions of a person, and if asked takes their second factor away. Resolves to how many ended. Throws `forbidden`, 404. */
export async function resetPerson(
  viewer: Viewer,
  input: z.input<typeof resetPersonSchema>,
  now: Date = new Date(),
): Promise<number> {
  const { id, secondFactor } = resetPersonSchema.parse(input);
  return db().$transaction(async (tx) => {
    await openPerson(tx, viewer, { id, now });
    if (secondFactor) await dropSecondFactor(tx, viewer, id);
    return endSessions(tx, viewer, { userId: id }, now);
  });
}
