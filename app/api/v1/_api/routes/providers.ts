import { z } from 'zod';
import { connectionResultSchema, testConnectionSchema } from '@/lib/connection-test/schemas';
import { testConnection } from '@/lib/connection-test/test-connection';
import { route } from '../route';

export const postProviderTest = route({
  method: 'POST',
  path: '/api/v1/providers/test',
  summary:
    'Call a provider, published or not, with each of its keys: how long it took, which models it lists',
  access: 'config.publish',
  body: testConnectionSchema,
  response: z.strictObject({ results: z.array(connectionResultSchema) }),
  errors: [422],
  handle: async ({ body, caller }) => ({ body: { results: await testConnection(caller, body) } }),
});
