import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { admitSignIn, clearSignInFailures } from '../sign-in-limit';
import { verifyPassword } from './verify-password';
import type { Viewer } from '../viewer';

/**
 * Asks a person who is signed in for their password again, within the limits of a sign-in. Throws `forbidden` that names
 * the field `param`, and `rate_limited`.
 */
export async function checkOwnPassword(
  viewer: Viewer,
  password: string,
  { param, now }: { param: string; now: Date },
): Promise<void> {
  const { email, passwordHash } = await db().user.findUniqueOrThrow({ where: { id: viewer.id } });
  if (!(await admitSignIn(email, viewer.origin?.address ?? 'unknown', now)))
    throw new GatewayError('rate_limited', 'Too many attempts. Wait 15 minutes and try again.', {
      retryAfterS: 900,
    });
  if (!(await verifyPassword(password, passwordHash)))
    throw new GatewayError('forbidden', 'This is not your password.', { param });
  await clearSignInFailures(email, now);
}
