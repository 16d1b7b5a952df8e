import { z } from 'zod';
import { removeDemo } from '@/lib/workspaces/remove-demo';
import { route } from '../route';

export const deleteDemo = route({
  method: 'DELETE',
  path: '/api/v1/demo',
  summary: 'Remove the demo workspace with its generated history; safe to repeat',
  access: 'config.publish',
  response: z.strictObject({ requests: z.int(), attempts: z.int(), rollups: z.int(), keys: z.int() }),
  handle: async () => ({ body: await removeDemo() }),
});
