import { z } from 'zod';
import { describe } from '../openapi';
import { route, type Route } from '../route';
import { ROUTES } from '../table';

export const getOpenapi: Route = route({
  method: 'GET',
  path: '/api/v1/openapi.json',
  summary: 'This description',
  access: 'public',
  response: z.record(z.string(), z.unknown()),
  handle: () => Promise.resolve({ body: describe([...ROUTES, getOpenapi]) }),
});
