import { z } from 'zod';
import { createKey, createKeySchema } from '@/lib/keys/create';
import { disableKey, disableKeySchema } from '@/lib/keys/disable';
import { keyViewSchema } from '@/lib/keys/key-view';
import { listKeys, listKeysSchema } from '@/lib/keys/list';
import { rotateKey, rotateKeySchema } from '@/lib/keys/rotate';
import { keyTermsSchema, updateKey } from '@/lib/keys/update';
import { route } from '../route';

export const getKeys = route({
  method: 'GET',
  path: '/api/v1/keys',
  summary: 'Virtual keys, newest first, without their values',
  access: 'workspace.read',
  query: listKeysSchema,
  response: z.strictObject({ keys: z.array(keyViewSchema) }),
  handle: async ({ query, caller }) => ({ body: { keys: await listKeys(caller, query) } }),
});

export const postKey = route({
  method: 'POST',
  path: '/api/v1/keys',
  summary: 'Create a virtual key; its value is shown this once',
  access: 'key.manage.own',
  body: createKeySchema,
  response: z.strictObject({ key: keyViewSchema, value: z.string() }),
  status: 201,
  errors: [409, 422],
  handle: async ({ body, caller }) => ({ body: await createKey(caller, body) }),
});

export const deleteKey = route({
  method: 'DELETE',
  path: '/api/v1/keys/{id}',
  summary: 'Disable a virtual key; its history stays',
  access: 'key.manage.own',
  params: disableKeySchema,
  response: z.strictObject({ key: keyViewSchema }),
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { key: await disableKey(caller, params) } }),
});

export const putKey = route({
  method: 'PUT',
  path: '/api/v1/keys/{id}',
  summary: 'Change what a virtual key may do; what is left out is no longer set',
  access: 'key.manage.own',
  params: disableKeySchema,
  body: keyTermsSchema,
  response: z.strictObject({ key: keyViewSchema }),
  errors: [404, 422],
  handle: async ({ params, body, caller }) => ({
    body: { key: await updateKey(caller, { ...body, ...params }) },
  }),
});

export const rotateKeyRoute = route({
  method: 'POST',
  path: '/api/v1/keys/{id}/rotate',
  summary: 'Give a virtual key a new value, shown this once; the present one stays good for the overlap',
  access: 'key.manage.own',
  params: disableKeySchema,
  body: rotateKeySchema.omit({ id: true }),
  response: z.strictObject({ key: keyViewSchema, value: z.string() }),
  errors: [404, 409],
  handle: async ({ params, body, caller }) => ({ body: await rotateKey(caller, { ...body, ...params }) }),
});
