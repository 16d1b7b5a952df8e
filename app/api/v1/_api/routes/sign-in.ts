import { z } from 'zod';
import {
  demandSecondFactor,
  demandSecondFactorSchema,
  requireDemand,
} from '@/lib/users/second-factor/demand-second-factor';
import { route } from '../route';

const response = z.strictObject({
  demanded: z.boolean().describe('Whether everybody who signs in by password needs a second factor'),
  without: z.int().describe('How many of those who have a password have none'),
});

export const getSignIn = route({
  method: 'GET',
  path: '/api/v1/sign-in',
  summary: 'What is demanded of those who sign in',
  access: 'user.manage',
  response,
  handle: async ({ caller }) => ({ body: await requireDemand(caller) }),
});

export const putSignIn = route({
  method: 'PUT',
  path: '/api/v1/sign-in',
  summary: 'Demand a second factor of everybody who signs in by password, or no longer',
  access: 'user.manage',
  body: demandSecondFactorSchema,
  response,
  errors: [409],
  handle: async ({ body, caller }) => {
    await demandSecondFactor(caller, body);
    return { body: await requireDemand(caller) };
  },
});
