import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Prisma } from '@/lib/generated/prisma/client';
import { seal } from '@/lib/secrets/seal';
import { toBase32 } from './base32';
import { checkOwnPassword } from '../passwords/check-own-password';
import { PASSWORD_MAX } from '../passwords/password-rules';
import { requireBrowser } from '../sessions/require-session';
import { secondFactorPlace } from './second-factor-place';
import type { Viewer } from '../viewer';

/** As long as the digest of the HMAC, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

export const startSecondFactorSchema = z.strictObject({ password: z.string().min(1).max(PASSWORD_MAX) });

/** What an authenticator app needs, shown this once. */
export interface SecondFactorSetup {
  /** Base32, to be typed. */
  secret: string;
  /** `otpauth://` address, to be opened or scanned. */
  uri: string;
}

/**
 * Makes a secret for the viewer's authenticator app. No code is asked for before one was shown to be right
 * (confirm-second-factor.ts). Throws `forbidden` for a wrong password and for a token, 409 when there is one in use.
 */
export async function startSecondFactor(
  viewer: Viewer,
  input: z.input<typeof startSecondFactorSchema>,
  now: Date = new Date(),
): Promise<SecondFactorSetup> {
  requireBrowser(viewer);
  const { password } = startSecondFactorSchema.parse(input);
  await checkOwnPassword(viewer, password, { param: 'password', now });
  const bytes = randomBytes(SECRET_BYTES);
  const secret = seal(bytes.toString('base64url'), secondFactorPlace(viewer.id));
  const fresh = { secret: new Uint8Array(secret), lastStep: 0n, createdAt: now, confirmedAt: null };
  if (!(await keepUnconfirmed(viewer.id, fresh)))
    throw new GatewayError('conflict', 'You have a second factor already. Remove it first.');
  return { secret: toBase32(bytes), uri: uriOf(viewer.email, toBase32(bytes)) };
}

/** In place of one that was started and not confirmed. False when one is in use, even since a moment. */
async function keepUnconfirmed(
  userId: string,
  fresh: Omit<Prisma.SecondFactorUncheckedCreateInput, 'userId'>,
): Promise<boolean> {
  const replaced = await db().secondFactor.updateMany({ where: { userId, confirmedAt: null }, data: fresh });
  if (replaced.count > 0) return true;
  const made = await db().secondFactor.createMany({ data: { userId, ...fresh }, skipDuplicates: true });
  return made.count > 0;
}

function uriOf(email: string, secret: string): string {
  const query = new URLSearchParams({
    secret,
    issuer: 'Tollgate',
    algorithm: 'SHA1',
    digits: '6',
    period: '30',
  });
  return `otpauth://totp/Tollgate:${encodeURIComponent(email)}?${query}`;
}
