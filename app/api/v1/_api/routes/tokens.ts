import { z } from 'zod';
import { createToken, createTokenSchema } from '@/lib/tokens/create';
import { listTokens } from '@/lib/tokens/list';
import { revokeToken, revokeTokenSchema } from '@/lib/tokens/revoke';
import { tokenViewSchema } from '@/lib/tokens/token-view';
import { route } from '../route';

export const getTokens = route({
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'Service tokens, newest first, without their values',
  access: 'workspace.read',
  response: z.strictObject({ tokens: z.array(tokenViewSchema) }),
  handle: async ({ caller }) => ({ body: { tokens: await listTokens(caller) } }),
});

export const postToken = route({
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Create a service token within the rights of who is signed in; its value is shown this once',
  access: 'workspace.read',
  body: createTokenSchema,
  response: z.strictObject({ token: tokenViewSchema, value: z.string() }),
  status: 201,
  handle: async ({ body, caller }) => ({ body: await createToken(caller, body) }),
});

export const deleteToken = route({
  method: 'DELETE',
  path: '/api/v1/tokens/{id}',
  summary: 'Revoke a service token at once and for good',
  access: 'workspace.read',
  params: revokeTokenSchema,
  response: z.strictObject({ token: tokenViewSchema }),
  errors: [404],
  handle: async ({ params, caller }) => ({ body: { token: await revokeToken(caller, params) } }),
});
