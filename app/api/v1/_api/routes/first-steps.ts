import { firstStepsSchema, readFirstSteps } from '@/lib/first-steps/read-first-steps';
import { route } from '../route';

export const getFirstSteps = route({
  method: 'GET',
  path: '/api/v1/first-steps',
  summary: 'How far a new installation is: a provider, a key, a first request, a budget',
  access: 'config.publish',
  response: firstStepsSchema,
  handle: async ({ caller }) => ({ body: await readFirstSteps(caller) }),
});
