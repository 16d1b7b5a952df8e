import { randomBytes } from 'node:crypto';
import { db } from '@/lib/db';
import { unusedSince } from './unused-since';

export const SESSION_MS = 7 * 24 * 3_600_000;
const AGENT_LENGTH = 300;

/** Where and how somebody signed in. */
export interface SignIn {
  /** `password`, or the name of a provider of sign-in. */
  method: string;
  address: string;
  agent: string;
}

/** Notes that somebody has signed in; their cookie carries the id that this resolves to. Good for a week, until it is ended, or unused for too long. */
export async function openSession(userId: string, signIn: SignIn, now: Date = new Date()): Promise<string> {
  const id = randomBytes(24).toString('base64url');
  const agent = signIn.agent.slice(0, AGENT_LENGTH);
  const expiresAt = new Date(now.getTime() + SESSION_MS);
  await db().$transaction([
    db().userSession.create({
      data: { ...signIn, id, userId, agent, createdAt: now, lastSeenAt: now, expiresAt },
    }),
    db().userSession.deleteMany({
      where: { userId, OR: [{ expiresAt: { lte: now } }, { lastSeenAt: { lte: unusedSince(now) } }] },
    }),
    db().user.update({ where: { id: userId }, data: { lastSignInAt: now } }),
  ]);
  return id;
}
