import { db } from '@/lib/db';
import { env, InvalidEnvError } from '@/lib/env';
import { hashPassword } from '../passwords/hash-password';
import { emailSchema, passwordSchema } from '../passwords/password-rules';

/** Settings of a set-up without a browser. */
export interface AdminSettings {
  email?: string;
  password?: string;
}

function settingsFromEnv(): AdminSettings {
  const { TOLLGATE_ADMIN_EMAIL: email, TOLLGATE_ADMIN_PASSWORD: password } = env();
  return { email, password };
}

/**
 * Creates the owner named by `TOLLGATE_ADMIN_EMAIL` and `TOLLGATE_ADMIN_PASSWORD`. An account that exists keeps
 * its password. Throws {@link InvalidEnvError} when only one is set or a value breaks the rules; values are
 * never in the message.
 */
export async function ensureAdmin(
  settings: AdminSettings = settingsFromEnv(),
): Promise<'created' | 'exists' | 'not_asked'> {
  if (settings.email === undefined && settings.password === undefined) return 'not_asked';
  const email = emailSchema.safeParse(settings.email);
  if (!email.success) throw new InvalidEnvError('Wrong setting: TOLLGATE_ADMIN_EMAIL: an e-mail address');
  const password = passwordSchema.safeParse(settings.password);
  if (!password.success) {
    const rule = password.error.issues[0]?.message ?? 'not acceptable';
    throw new InvalidEnvError(`Wrong setting: TOLLGATE_ADMIN_PASSWORD: ${rule}`);
  }
  const known = await db().user.findUnique({ where: { email: email.data }, select: { id: true } });
  if (known !== null) return 'exists';
  const passwordHash = await hashPassword(password.data);
  const made = await db().user.createMany({
    data: { email: email.data, passwordHash, role: 'owner' },
    skipDuplicates: true,
  });
  return made.count === 1 ? 'created' : 'exists';
}
