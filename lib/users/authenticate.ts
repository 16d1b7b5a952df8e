import { z } from 'zod';
import { db } from '@/lib/db';
import { emailSchema, PASSWORD_MAX } from './password-rules';
import { admitSignIn, clearSignInFailures } from './sign-in-limit';
import { verifyPassword } from './verify-password';

const credentialsSchema = z.object({ email: emailSchema, password: z.string().min(1).max(PASSWORD_MAX) });

export type Authentication =
  | { kind: 'user'; id: string; email: string; sessionEpoch: number }
  /** Unknown address and wrong password are one answer. */
  | { kind: 'refused' }
  | { kind: 'too_many' };

/** Checks an e-mail address and a password from one client address, within the limits of both. */
export async function authenticate(
  input: unknown,
  address: string,
  now: Date = new Date(),
): Promise<Authentication> {
  const parsed = credentialsSchema.safeParse(input);
  if (!parsed.success) return { kind: 'refused' };
  const { email, password } = parsed.data;
  if (!(await admitSignIn(email, address, now))) return { kind: 'too_many' };
  const user = await db().user.findUnique({ where: { email } });
  const right = await verifyPassword(password, user?.passwordHash);
  if (!right || user === null) return { kind: 'refused' };
  await clearSignInFailures(email, now);
  await db().user.update({ where: { id: user.id }, data: { lastSignInAt: now } });
  return { kind: 'user', id: user.id, email: user.email, sessionEpoch: user.sessionEpoch };
}
