import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answer } from '@/app/api/v1/_api/answer';
import { getOpenapi } from '@/app/api/v1/_api/routes/openapi';
import { ROUTES } from '@/app/api/v1/_api/table';
import { ROLES, type Role } from '@/lib/access/roles';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import type { Reach, Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

/** The least role that is heard at each door. A door that is not here fails, and so does a line without its door. */
const LEAST: Readonly<Record<Role | 'public', string>> = {
  public: 'GET /openapi.json',
  viewer: `GET /alerts, GET /alerts/events, GET /budgets, GET /cache, GET /export/requests, GET /export/spend, GET /feedback/agreement, POST /feedback,
    GET /health, GET /health/events, GET /keys, GET /plans, GET /plans/{id}, POST /plans/calculate, GET /reports/monthly, GET /reports/migration, GET /benchmarks, GET /benchmarks/{id}, GET /prices/unpriced, GET /recommendations, GET /requests,
    GET /requests/{id}, GET /sessions, DELETE /sessions/{id}, GET /teams, GET /tokens, POST /tokens,
    DELETE /tokens/{id}, GET /find, GET /views, POST /views, PUT /views/{id}, DELETE /views/{id}, GET /totals, GET /usage/quarantine`,
  member: `POST /keys, PUT /keys/{id}, DELETE /keys/{id}, POST /keys/{id}/rotate,
    POST /playground/run, POST /playground/explain, GET /playground/prompts, POST /playground/prompts,
    GET /playground/prompts/{id}, PUT /playground/prompts/{id}, DELETE /playground/prompts/{id}`,
  engineer: `POST /benchmarks, POST /benchmarks/estimate, POST /benchmarks/{id}/cancel, GET /reports/schedule, GET /requests/{id}/body, GET /splits, GET /canaries, GET /canaries/{id}, POST /alerts, POST /plans, PUT /plans/{id}, DELETE /plans/{id}, GET /config, GET /drafts, POST /drafts, GET /drafts/{id},
    PUT /drafts/{id}, DELETE /drafts/{id}, GET /dry-runs, POST /dry-runs, GET /dry-runs/{id}, DELETE /dry-runs/{id}, POST /config/diff, GET /config/versions, POST /prices/import/preview, GET /reconciliations,
    GET /reconciliations/{id}, GET /reratings`,
  admin: `PUT /reports/schedule, DELETE /reports/schedule, POST /reports/schedule/test, GET /first-steps, POST /canaries, POST /canaries/{id}, GET /data, DELETE /data, PUT /config, POST /drafts/{id}/publish, POST /drafts/{id}/schedule, DELETE /drafts/{id}/schedule, POST /cache/purge, POST /providers/test, POST /config/rollback, POST /alerts/channels/{id}/test, GET /audit,
    GET /export/audit, DELETE /demo, GET /sign-in, PUT /sign-in, GET /people, PUT /people/{id}, DELETE /people/{id}, POST /people/{id}/reset,
    GET /invitations, POST /invitations, DELETE /invitations/{id}, POST /prices/import, POST /reconciliations,
    POST /reratings, POST /reratings/preview, DELETE /reratings/{id}, PUT /teams/{id}, DELETE /teams/{id}`,
  owner: '',
};

const EXPECTED = new Map(
  Object.entries(LEAST).flatMap(([role, doors]) =>
    doors
      .split(',')
      .map((door) => door.trim())
      .filter((door) => door !== '')
      .map((door) => [door, role as Role | 'public'] as const),
  ),
);
const ALL = [...ROUTES, getOpenapi];
const lineOf = ({ method, path }: { method: string; path: string }) =>
  `${method} ${path.replace('/api/v1', '')}`;

/** Where a person may belong. */
const REACHES: readonly (readonly [string, Reach[] | undefined])[] = [
  ['everywhere', undefined],
  ['in the workspace', [{ workspaceId: 'main' }]],
  ['in the team', [{ workspaceId: 'main', teams: ['red'] }]],
  ['in another team', [{ workspaceId: 'main', teams: ['blue'] }]],
  ['in another workspace', [{ workspaceId: 'elsewhere' }]],
];
const CANARY = 'canary-of-the-red-team';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await db().workspace.create({ data: { id: 'elsewhere', name: 'Elsewhere' } });
  await db().team.create({ data: { workspaceId: 'main', id: 'red', name: CANARY } });
  await createKey(OWNER, { id: CANARY, name: CANARY, team: 'red' });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

async function ask(route: (typeof ALL)[number], viewer: Viewer | null, query = '') {
  const url = `http://tollgate.test${route.path.replace('{id}', CANARY)}${query}`;
  const headers = { 'sec-fetch-site': 'same-origin' };
  const request = new Request(url, { method: route.method, headers });
  const params: Record<string, string> = route.path.includes('{id}') ? { id: CANARY } : {};
  const response = await answer(route, request, params, () => Promise.resolve(viewer));
  // A key is ended by whoever may end it, and comes back for the next call.
  await db().virtualKey.updateMany({ data: { enabled: true } });
  return { status: response.status, text: await response.text() };
}

const viewerOf = (role: string, reach: Reach[] | undefined): Viewer => ({
  ...{ id: role, email: `${role}@example.com`, role, sessionId: 'session' },
  ...(reach === undefined ? {} : { reach }),
});

test('every route file is a declared door, every door has its file, and each is in the table above', () => {
  const files = readdirSync('app/api/v1', { recursive: true, encoding: 'utf8' });
  const doors = files.filter((file) => file.endsWith('/route.ts') && !/\[\.\.\.|^_api/.test(file));
  const paths = doors.map((file) => `/api/v1/${file.slice(0, -'/route.ts'.length)}`.replace('[id]', '{id}'));
  expect(new Set(ALL.map(({ path }) => path))).toEqual(new Set(paths));
  expect(ALL.map(lineOf).sort()).toEqual([...EXPECTED.keys()].sort());
});

describe.each(ALL.map((route) => [lineOf(route), route] as const))('%s', (line, route) => {
  test('hears the roles that it should, wherever they belong, and nobody else', async () => {
    const least = EXPECTED.get(line);
    if (least !== 'public') expect((await ask(route, null)).status).toBe(401);
    for (const role of ROLES)
      for (const [where, reach] of REACHES) {
        const { status } = await ask(route, viewerOf(role, reach));
        const isHeard =
          least === 'public' || (least !== undefined && ROLES.indexOf(role) <= ROLES.indexOf(least));
        const about = `${role} ${where}: ${status}`;
        if (isHeard) expect([401, 403], about).not.toContain(status);
        else expect(status, about).toBe(403);
        expect(status, about).toBeLessThan(500);
      }
    expect((await ask(route, viewerOf('nobody', undefined))).status).toBe(least === 'public' ? 200 : 403);
  });

  test('tells nothing of a team to another team or workspace', async () => {
    for (const query of ['', '?workspace=main'])
      for (const role of ['engineer', 'member', 'viewer'])
        for (const [where, reach] of REACHES.slice(3)) {
          const { text } = await ask(route, viewerOf(role, reach), query);
          expect(text.replaceAll(/"message":"[^"]*"/g, ''), `${role} ${where}`).not.toContain(CANARY);
        }
  });
});

test('the canary is seen by those whose team it is', async () => {
  const keys = ALL.find((route) => lineOf(route) === 'GET /keys');
  if (keys === undefined) throw new Error('no door');
  expect((await ask(keys, viewerOf('viewer', [{ workspaceId: 'main', teams: ['red'] }]))).text).toContain(
    CANARY,
  );
});
