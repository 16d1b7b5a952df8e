import { getServerSession } from 'next-auth';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { authOptions } from './auth-options';
import { clientAddress } from './client-address';
import { findSession } from './sessions/find-session';
import type { Viewer } from './viewer';

/** What our session cookie says. A session object without this user is nobody's session. */
const sessionSchema = z.object({ user: z.object({ sessionId: z.string().min(1).max(100) }) });

/**
 * The signed-in user of this request, read from the database each time: a session that was ended, or whose person was
 * removed, is nobody.
 */
export const currentUser = cache(async (): Promise<Viewer | null> => {
  const session = sessionSchema.safeParse(await getServerSession(authOptions()));
  if (!session.success) return null;
  const viewer = await findSession(session.data.user.sessionId);
  if (viewer === null) return null;
  return { ...viewer, origin: { address: clientAddress(await headers()) } };
});
