import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { listVersions, listVersionsSchema } from '@/lib/config/versions/list-versions';
import { rollBack, rollBackSchema } from '@/lib/config/versions/roll-back';
import { route } from '../route';
import { appliedSchema } from './config';

export const getVersions = route({
  method: 'GET',
  path: '/api/v1/config/versions',
  summary: 'Published versions, newest first',
  access: 'config.read',
  query: listVersionsSchema,
  response: z.strictObject({
    versions: z.array(
      z.strictObject({
        version: z.int(),
        note: z.string(),
        author: z.string(),
        createdAt: z.iso.datetime(),
      }),
    ),
  }),
  handle: async ({ query }) => ({ body: { versions: await listVersions(query) } }),
});

export const postRollback = route({
  method: 'POST',
  path: '/api/v1/config/rollback',
  summary: 'Publish an old version again, as a new one; keys and prices that were billed by stay',
  access: 'config.publish',
  body: rollBackSchema.omit({ author: true, actor: true }),
  response: appliedSchema,
  errors: [404, 409, 422],
  handle: async ({ body, caller }) => ({
    body: await rollBack({ ...body, author: caller.email, actor: actorOf(caller) }),
  }),
});
