import { getServerSession } from 'next-auth';
import { headers } from 'next/headers';
import { cache } from 'react';
import { z } from 'zod';
import { VIEWER_FIELDS, viewerOf } from '@/lib/access/viewer-of';
import { db } from '@/lib/db';
import { authOptions } from './auth-options';
import { clientAddress } from './client-address';
import type { Viewer } from './viewer';

/** What our session cookie says. A session object without this user is nobody's session. */
const sessionSchema = z.object({ user: z.object({ id: z.string().min(1), epoch: z.number().int() }) });

/**
 * The signed-in user of this request, read from the database each time: a session of a deleted user, or from
 * before `sessionEpoch` was counted up, is nobody.
 */
export const currentUser = cache(async (): Promise<Viewer | null> => {
  const session = sessionSchema.safeParse(await getServerSession(authOptions()));
  if (!session.success) return null;
  const { id, epoch } = session.data.user;
  const user = await db().user.findUnique({
    where: { id },
    select: { ...VIEWER_FIELDS, sessionEpoch: true },
  });
  if (user === null || user.sessionEpoch !== epoch) return null;
  return { ...viewerOf(user), origin: { address: clientAddress(await headers()) } };
});
