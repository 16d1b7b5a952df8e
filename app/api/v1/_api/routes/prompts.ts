import { z } from 'zod';
import { changePrompt, changePromptSchema } from '@/lib/playground/prompts/change-prompt';
import { createPrompt, createPromptSchema } from '@/lib/playground/prompts/create-prompt';
import { listPrompts, listPromptsSchema } from '@/lib/playground/prompts/list-prompts';
import { openPrompt } from '@/lib/playground/prompts/open-prompt';
import { promptInfoSchema, savedPromptSchema } from '@/lib/playground/prompts/prompt-view';
import { removePrompt } from '@/lib/playground/prompts/remove-prompt';
import { route } from '../route';

const params = z.strictObject({ id: z.string().min(1).max(200) });

export const getPrompts = route({
  method: 'GET',
  path: '/api/v1/playground/prompts',
  summary: 'Saved prompts: one’s own and those that are shared in the workspace, last changed first',
  access: 'playground.use',
  query: listPromptsSchema,
  response: z.array(promptInfoSchema),
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await listPrompts(caller, query) }),
});

export const postPrompt = route({
  method: 'POST',
  path: '/api/v1/playground/prompts',
  summary: 'Save a prompt with the models that it is compared on',
  access: 'playground.use',
  body: createPromptSchema,
  response: promptInfoSchema,
  status: 201,
  errors: [404],
  handle: async ({ body, caller }) => ({ body: await createPrompt(caller, body) }),
});

export const getPrompt = route({
  method: 'GET',
  path: '/api/v1/playground/prompts/{id}',
  summary: 'A saved prompt in one of its versions',
  access: 'playground.use',
  params,
  query: z.strictObject({ version: z.coerce.number().int().min(1).optional() }),
  response: savedPromptSchema,
  errors: [404],
  handle: async ({ params: { id }, query, caller }) => ({
    body: await openPrompt(caller, id, query.version),
  }),
});

export const putPrompt = route({
  method: 'PUT',
  path: '/api/v1/playground/prompts/{id}',
  summary: 'Add a version to a saved prompt, rename it, share it or take it back',
  access: 'playground.use',
  params,
  body: changePromptSchema,
  response: promptInfoSchema,
  errors: [404, 409],
  handle: async ({ params: { id }, body, caller }) => ({ body: await changePrompt(caller, id, body) }),
});

export const deletePrompt = route({
  method: 'DELETE',
  path: '/api/v1/playground/prompts/{id}',
  summary: 'Delete a saved prompt with all its versions',
  access: 'playground.use',
  params,
  response: promptInfoSchema,
  errors: [404],
  handle: async ({ params: { id }, caller }) => ({ body: await removePrompt(caller, id) }),
});
