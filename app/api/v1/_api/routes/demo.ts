import { z } from 'zod';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';
import { removeDemoAs } from '@/lib/workspaces/remove-demo-as';
import { route } from '../route';

export const deleteDemo = route({
  method: 'DELETE',
  path: '/api/v1/demo',
  summary: 'Remove the demo workspace with its generated history; safe to repeat',
  access: 'config.publish',
  response: z.strictObject({ requests: z.int(), attempts: z.int(), rollups: z.int(), keys: z.int() }),
  handle: async ({ caller }) => ({ body: await removeDemoAs(caller, DEMO_WORKSPACE) }),
});
