import { findPlaces, findPlacesSchema, placesSchema } from '@/lib/find/find-places';
import { route } from '../route';

export const getPlaces = route({
  method: 'GET',
  path: '/api/v1/find',
  summary: 'Names of a workspace that one can jump to: models, keys, saved prompts',
  access: 'workspace.read',
  query: findPlacesSchema,
  response: placesSchema,
  errors: [404],
  handle: async ({ query, caller }) => ({ body: await findPlaces(caller, query) }),
});
