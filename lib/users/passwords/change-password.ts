import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { checkOwnPassword } from './check-own-password';
import { endSessions } from '../sessions/end-session';
import { hashPassword } from './hash-password';
import { PASSWORD_MAX, passwordSchema } from './password-rules';
import { requireSession } from '../sessions/require-session';
import type { Viewer } from '../viewer';

export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(PASSWORD_MAX),
  next: passwordSchema,
});

/**
 * Changes the viewer's own password and ends all their other sessions, in one step. Throws `forbidden` for a wrong present
 * password and for a token, `rate_limited` after too many tries.
 */
export async function changePassword(
  viewer: Viewer,
  input: z.input<typeof changePasswordSchema>,
  now: Date = new Date(),
): Promise<void> {
  const session = requireSession(viewer);
  const { current, next } = changePasswordSchema.parse(input);
  await checkOwnPassword(viewer, current, { param: 'current', now });
  const passwordHash = await hashPassword(next);
  await db().$transaction(async (tx) => {
    await tx.user.update({ where: { id: viewer.id }, data: { passwordHash } });
    await endSessions(tx, viewer, { userId: viewer.id, keep: session }, now);
    const subject = { kind: 'user', id: viewer.id };
    await appendAudit(tx, actorOf(viewer), { action: 'user.password', subject, before: null, after: null });
  });
}
