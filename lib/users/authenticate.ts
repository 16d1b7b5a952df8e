import { z } from 'zod';
import { db } from '@/lib/db';
import { checkSecondFactor, hasSecondFactor } from './second-factor/check-second-factor';
import { emailSchema, PASSWORD_MAX } from './passwords/password-rules';
import { admitSignIn, clearSignInFailures } from './sign-in-limit';
import { verifyPassword } from './passwords/verify-password';

const credentialsSchema = z.object({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_MAX),
  /** Of the second factor; forms send it empty where it is not asked for. */
  code: z.string().max(60).default(''),
});

export type Authentication =
  | { kind: 'user'; id: string; email: string }
  /** Unknown address and wrong password are one answer. */
  | { kind: 'refused' }
  /** The password is right; a code of the second factor is missing. */
  | { kind: 'code_needed' }
  | { kind: 'code_wrong' }
  | { kind: 'too_many' };

/** Checks an e-mail address, a password and the second factor from one client address, within the limits of both. */
export async function authenticate(
  input: unknown,
  address: string,
  now: Date = new Date(),
): Promise<Authentication> {
  const parsed = credentialsSchema.safeParse(input);
  if (!parsed.success) return { kind: 'refused' };
  const { email, password, code } = parsed.data;
  if (!(await admitSignIn(email, address, now))) return { kind: 'too_many' };
  const user = await db().user.findUnique({ where: { email } });
  const right = await verifyPassword(password, user?.passwordHash);
  if (!right || user === null) return { kind: 'refused' };
  if (code.trim() === '') {
    if (await hasSecondFactor(user.id)) return { kind: 'code_needed' };
  } else if ((await checkSecondFactor(user.id, code, now)) === 'wrong') return { kind: 'code_wrong' };
  await clearSignInFailures(email, now);
  return { kind: 'user', id: user.id, email: user.email };
}
