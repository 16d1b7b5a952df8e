import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '@/app/api/v1/_api/answer';
import { describe as describeRoutes } from '@/app/api/v1/_api/openapi';
import type { Route } from '@/app/api/v1/_api/route';
import { ROUTES } from '@/app/api/v1/_api/table';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { sampleConfig } from '../unit/config/sample-config';
import { arbitraryOf, nastyText } from './schema-arbitrary';

/** More by `FUZZ_RUNS`, for a night. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 12);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await applyConfig({ file: sampleConfig(), author: OWNER.email });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

interface Parameter {
  name: string;
  in: string;
  schema: unknown;
}
interface Operation {
  parameters?: Parameter[];
  requestBody?: { content: { 'application/json': { schema: unknown } } };
}
const { paths } = describeRoutes(ROUTES) as { paths: Record<string, Record<string, Operation>> };

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Everything that can be sent to a door. */
function inputOf({ path, method }: Route) {
  const { parameters = [], requestBody } = paths[path]?.[method.toLowerCase()] ?? {};
  const inQuery = parameters.filter((one) => one.in === 'query');
  const query = fc.record(
    Object.fromEntries(inQuery.map(({ name, schema }) => [name, arbitraryOf(schema).map(asText)])),
    {
      requiredKeys: [],
    },
  );
  const schema = requestBody?.content['application/json'].schema;
  const body =
    schema === undefined
      ? fc.oneof(fc.constant(undefined), nastyText)
      : fc.oneof(
          { arbitrary: arbitraryOf(schema).map((value) => JSON.stringify(value)), weight: 9 },
          { arbitrary: nastyText, weight: 1 },
        );
  const id = path.includes('{id}')
    ? fc.oneof(fc.constantFrom('app', '1', 'main'), nastyText)
    : fc.constant('');
  const more = fc.dictionary(nastyText, nastyText, { maxKeys: 1 });
  return fc.record({ query, more, body, id, extra: fc.integer({ min: 0, max: 9 }) });
}

describe.each(ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
  '%s',
  (_line, route) => {
    test('answers whatever it is sent, and never with a failure of ours', async () => {
      await fc.assert(
        fc.asyncProperty(inputOf(route), async ({ query, more, body, id, extra }) => {
          const search = new URLSearchParams(
            Object.entries({ ...query, ...(extra === 0 ? more : {}) }).flatMap(([name, value]) =>
              value === undefined ? [] : [[name, value]],
            ),
          );
          const url = `http://tollgate.test${route.path.replace('{id}', 'x')}?${search.toString()}`;
          const hasBody = route.method !== 'GET' && body !== undefined;
          const request = new Request(url, {
            method: route.method,
            headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
            ...(hasBody ? { body } : {}),
          });
          const params: Record<string, string> = route.path.includes('{id}') ? { id } : {};
          const viewer = { ...OWNER, sessionId: 'session' };
          const response = await answer(route, request, params, () => Promise.resolve(viewer));
          const text = await response.text();
          expect(response.status, text.slice(0, 500)).toBeLessThan(500);
        }),
        { numRuns: RUNS },
      );
    });
  },
);
