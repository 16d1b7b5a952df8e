import { z } from 'zod';
import { PRESET_FILLS, writtenProvider } from '@/lib/config/schemas';
import { errorBodySchema } from './error-response';
import type { Route } from './route';

type Json = Record<string, unknown>;

const ERROR_WORDS: Readonly<Record<number, string>> = {
  400: 'The input is not right; each problem is named',
  401: 'Nobody is signed in and no valid token came along',
  403: 'The caller may not do this',
  404: 'There is no such thing',
  409: 'It was changed in between, or is there already',
  413: 'The body is too large',
  415: 'The body is not JSON',
  422: 'Well formed, but not acceptable; every problem is named with its path',
};

/** Describes the doors as OpenAPI 3.1, from the very schemas that check what comes in. */
export function describe(routes: readonly Route[]): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = (paths[route.path] ??= {});
    path[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tollgate management API',
      version: '1',
      description: 'Amounts of money are exact decimal strings in USD. Instants are ISO 8601.',
    },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorBodySchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The value of TOLLGATE_ADMIN_TOKEN' },
        session: { type: 'apiKey', in: 'cookie', name: 'next-auth.session-token' },
      },
    },
  };
}

function operation(route: Route): Json {
  const { params, query, body, response } = route.schemas;
  const parameters = [...parametersOf(params, 'path'), ...parametersOf(query, 'query')];
  return {
    summary: route.summary,
    security: route.access === 'public' ? [] : [{ token: [] }, { session: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: content(jsonSchema(body, 'input')) } }),
    responses: {
      [route.status]: { description: 'Done', content: content(jsonSchema(response, 'output')) },
      ...errorResponses(route),
    },
  };
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input');
  return Object.entries(properties as Json).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || (required as string[]).includes(name),
    schema: of,
  }));
}

function errorResponses(route: Route): Json {
  const common = route.access === 'public' ? [400] : [400, 401, 403];
  const withBody = route.schemas.body === undefined ? [] : [413, 415];
  const statuses = [...common, ...withBody, ...route.errors].sort((a, b) => a - b);
  const schema = { $ref: '#/components/schemas/Error' };
  return Object.fromEntries(
    statuses.map((status) => [status, { description: ERROR_WORDS[status] ?? '', content: content(schema) }]),
  );
}

function content(schema: Json): Json {
  return { 'application/json': { schema } };
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema: target }) => {
      // A Date leaves as text.
      if (zodSchema._zod.def.type === 'date') Object.assign(target, { type: 'string', format: 'date-time' });
      // What comes in is filled before it is held to this.
      if (zodSchema === writtenProvider && io === 'input')
        target.required = target.required?.filter((name) => !PRESET_FILLS.includes(name));
    },
  });
  return rest;
}
