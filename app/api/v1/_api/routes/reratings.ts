import { z } from 'zod';
import { applyRerating } from '@/lib/rerating/apply';
import { listReratings } from '@/lib/rerating/list-runs';
import { previewRerating } from '@/lib/rerating/preview';
import { applyRequestSchema, previewRequestSchema, previewSchema, runSchema } from '@/lib/rerating/schemas';
import { undoRerating } from '@/lib/rerating/undo';
import { route } from '../route';

export const previewReratingRoute = route({
  method: 'POST',
  path: '/api/v1/reratings/preview',
  summary: 'What the prices of now would change of past costs, by day, model and key; nothing is changed',
  access: 'config.publish',
  body: previewRequestSchema,
  response: previewSchema,
  errors: [404, 422],
  handle: async ({ body, caller }) => ({ body: await previewRerating(caller, body) }),
});

export const postRerating = route({
  method: 'POST',
  path: '/api/v1/reratings',
  summary: 'Book what a preview showed as adjustments; history stays; the same run again changes nothing',
  access: 'config.publish',
  body: applyRequestSchema,
  response: z.strictObject({ run: runSchema }),
  status: 201,
  errors: [404, 409],
  handle: async ({ body, caller }) => ({ body: { run: await applyRerating(caller, body) } }),
});

export const getReratings = route({
  method: 'GET',
  path: '/api/v1/reratings',
  summary: 'Re-ratings of a workspace and what undid them, newest first',
  access: 'config.read',
  query: z.strictObject({ workspace: z.string().min(1).default('main') }),
  response: z.strictObject({ runs: z.array(runSchema) }),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: { runs: await listReratings(caller, query.workspace) } }),
});

export const deleteRerating = route({
  method: 'DELETE',
  path: '/api/v1/reratings/{id}',
  summary: 'Undo a re-rating by adjustments the other way round; both stay on the books',
  access: 'config.publish',
  params: z.strictObject({ id: z.string().min(1).max(100) }),
  response: z.strictObject({ run: runSchema }),
  errors: [404, 409],
  handle: async ({ params, caller }) => ({ body: { run: await undoRerating(caller, params.id) } }),
});
