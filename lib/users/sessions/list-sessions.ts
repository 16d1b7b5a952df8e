import { z } from 'zod';
import { db } from '@/lib/db';
import { requireSession } from './require-session';
import type { Viewer } from '../viewer';
import { unusedSince } from './unused-since';

const instant = z.iso.datetime();

/** The id that is shown is not the one in the cookie: a list is no way to take a session over. */
export const sessionViewSchema = z.strictObject({
  id: z.string(),
  method: z.string(),
  address: z.string(),
  agent: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  expiresAt: instant,
  current: z.boolean().describe('The one that asks'),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** The viewer's own sessions that are open, the last used first. Throws `forbidden` for a token. */
export async function listSessions(viewer: Viewer, now: Date = new Date()): Promise<SessionView[]> {
  const current = requireSession(viewer);
  const rows = await db().userSession.findMany({
    where: {
      userId: viewer.id,
      revokedAt: null,
      expiresAt: { gt: now },
      lastSeenAt: { gt: unusedSince(now) },
    },
    orderBy: [{ lastSeenAt: 'desc' }, { createdAt: 'desc' }],
  });
  return rows.map(({ id, method, address, agent, createdAt, lastSeenAt, expiresAt }) => ({
    ...{ id: sessionHandle(id), method, address, agent },
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    current: id === current,
  }));
}

const HANDLE_LENGTH = 12;

/** Enough of the id to tell sessions of one person apart, not enough to be one. */
export function sessionHandle(id: string): string {
  return id.slice(0, HANDLE_LENGTH);
}
