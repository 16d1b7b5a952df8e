import { GatewayError } from '@/lib/errors/gateway-error';
import { currentUser } from '@/lib/users/current-user';
import { answer } from './answer';
import { errorResponse } from './error-response';
import type { Method, Route } from './route';

/** Next resolves `params` to undefined for a path without any. */
type Door = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;
type Doors = Record<Method | 'PATCH', Door>;

/** The handlers that a route file exports for its path; methods without a route answer 405 in our own shape. */
export function doors(...routes: Route[]): Doors {
  const allow = routes.map((route) => route.method).join(', ');
  const door = (method: string): Door => {
    const route = routes.find((candidate) => candidate.method === method);
    if (route === undefined) return () => Promise.resolve(notAllowed(allow));
    return async (request, { params }) => answer(route, request, (await params) ?? {}, currentUser);
  };
  return {
    GET: door('GET'),
    POST: door('POST'),
    PUT: door('PUT'),
    DELETE: door('DELETE'),
    PATCH: door('PATCH'),
  };
}

function notAllowed(allow: string): Response {
  if (allow === '') return errorResponse(new GatewayError('not_found', 'There is nothing at this path.'));
  const response = errorResponse(new GatewayError('method_not_allowed', `This path answers to ${allow}.`));
  response.headers.set('allow', allow);
  return response;
}
