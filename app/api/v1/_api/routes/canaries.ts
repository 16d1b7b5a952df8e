import { z } from 'zod';
import { changeCanary } from '@/lib/canary/change';
import { getCanary, listCanaries, listCanariesSchema } from '@/lib/canary/list';
import { listSplits, listSplitsSchema, splitViewSchema } from '@/lib/canary/list-splits';
import { canaryViewSchema, changeCanarySchema, startCanarySchema } from '@/lib/canary/schemas';
import { startCanary } from '@/lib/canary/start';
import { route } from '../route';

const byId = z.strictObject({ id: z.string().min(1).max(120) });
const one = z.strictObject({ canary: canaryViewSchema });

export const getCanaries = route({
  method: 'GET',
  path: '/api/v1/canaries',
  summary: 'Canaries, how their arms do, and what happened to them',
  access: 'config.read',
  query: listCanariesSchema,
  response: z.strictObject({ canaries: z.array(canaryViewSchema) }),
  handle: async ({ query, caller }) => ({ body: { canaries: await listCanaries(caller, query) } }),
});

export const postCanary = route({
  method: 'POST',
  path: '/api/v1/canaries',
  summary: 'Start a canary: a target that gets a growing share of a rule or model while its gates allow',
  access: 'config.publish',
  body: startCanarySchema,
  response: one,
  status: 201,
  errors: [409, 422],
  handle: async ({ body, caller }) => {
    await startCanary(caller, body);
    return { body: { canary: await getCanary(caller, body.id) } };
  },
});

export const getCanaryById = route({
  method: 'GET',
  path: '/api/v1/canaries/{id}',
  summary: 'One canary',
  access: 'config.read',
  params: byId,
  response: one,
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { canary: await getCanary(caller, params.id) } }),
});

export const postCanaryChange = route({
  method: 'POST',
  path: '/api/v1/canaries/{id}',
  summary: 'Hold, resume, roll back, promote or close a canary',
  access: 'config.publish',
  params: byId,
  body: changeCanarySchema,
  response: one,
  errors: [404, 409],
  handle: async ({ params, body, caller }) => {
    await changeCanary(caller, params.id, body);
    return { body: { canary: await getCanary(caller, params.id) } };
  },
});

export const getSplits = route({
  method: 'GET',
  path: '/api/v1/splits',
  summary: 'Rules that draw by weights: figures of each side with intervals, and what can be told apart',
  access: 'config.read',
  query: listSplitsSchema,
  response: z.strictObject({ splits: z.array(splitViewSchema) }),
  errors: [404],
  handle: async ({ query: { workspace: workspaceId, from, to }, caller }) => {
    const scope = { workspaceId, from: new Date(from), to: new Date(to) };
    return { body: { splits: await listSplits(caller, scope) } };
  },
});
