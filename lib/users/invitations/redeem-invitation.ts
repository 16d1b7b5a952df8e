import { z } from 'zod';
import { db } from '@/lib/db';
import { hashPassword } from '../passwords/hash-password';
import { invitationDigest } from './invite';
import { passwordSchema } from '../passwords/password-rules';
import { refusedJoining, type Joined } from '../set-up/joined';
import { findOpenInvitation, takeInvitation } from './take-invitation';

const redeemSchema = z.object({
  token: z.string().max(100),
  password: passwordSchema,
  name: z.string().trim().max(200).optional(),
});

/** The address that an invitation is for; null when its link does not work. */
export async function invitedAddress(token: unknown, now: Date = new Date()): Promise<string | null> {
  if (typeof token !== 'string' || token.length > 100) return null;
  return (await findOpenInvitation({ digest: invitationDigest(token) }, now))?.email ?? null;
}

/** Joins by an invitation's link with a password. Of any number of simultaneous tries exactly one succeeds. */
export async function redeemInvitation(
  input: unknown,
  address: string,
  now: Date = new Date(),
): Promise<Joined> {
  const parsed = redeemSchema.safeParse(input);
  if (!parsed.success) return refusedJoining(parsed.error);
  const { token, password, name } = parsed.data;
  const invitation = await findOpenInvitation({ digest: invitationDigest(token) }, now);
  if (invitation === null) return { kind: 'closed' };
  const passwordHash = await hashPassword(password);
  const named = name === undefined || name === '' ? {} : { name };
  const made = await db().$transaction((tx) =>
    takeInvitation(tx, invitation, { passwordHash, ...named, address }, now),
  );
  return made === undefined ? { kind: 'closed' } : { kind: 'created', email: made.email };
}
