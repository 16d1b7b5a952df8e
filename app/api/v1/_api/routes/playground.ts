import { z } from 'zod';
import { explainRun, explainSchema, explanationSchema } from '@/lib/playground/explain';
import { runPrompt, runSchema } from '@/lib/playground/run';
import { route } from '../route';

export const postPlaygroundRun = route({
  method: 'POST',
  path: '/api/v1/playground/run',
  summary: 'Send a prompt to one model as the playground, streamed as /v1/chat/completions streams it',
  access: 'playground.use',
  body: runSchema,
  response: z.unknown(),
  errors: [404],
  handle: async ({ body, caller, signal }) => ({
    body: undefined,
    response: await runPrompt(caller, body, signal),
  }),
});

export const postPlaygroundExplain = route({
  method: 'POST',
  path: '/api/v1/playground/explain',
  summary: 'Why a prompt goes where it goes, and what each model would have cost for the same tokens',
  access: 'playground.use',
  body: explainSchema,
  response: explanationSchema,
  errors: [404],
  handle: async ({ body, caller, signal }) => ({ body: await explainRun(caller, body, signal) }),
});
