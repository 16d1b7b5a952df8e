import { z } from 'zod';
import { endSession, endSessionSchema } from '@/lib/users/sessions/end-session';
import { listSessions, sessionViewSchema } from '@/lib/users/sessions/list-sessions';
import { route } from '../route';

export const getSessions = route({
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'One’s own open sessions; for people who are signed in',
  access: 'workspace.read',
  response: z.strictObject({ sessions: z.array(sessionViewSchema) }),
  handle: async ({ caller }) => ({ body: { sessions: await listSessions(caller) } }),
});

export const deleteSession = route({
  method: 'DELETE',
  path: '/api/v1/sessions/{id}',
  summary: 'End one of one’s own sessions, or `others`: all but the one that asks',
  access: 'workspace.read',
  params: endSessionSchema,
  response: z.strictObject({ sessionsEnded: z.int() }),
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { sessionsEnded: await endSession(caller, params) } }),
});
