import { afterAll, beforeAll, expect, test } from 'vitest';
import { explore, type ExploreGroup } from '@/lib/analytics/explore';
import { MAX_PARTS } from '@/lib/analytics/sql/groups-sql';
import { OTHER } from '@/lib/analytics/other';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { DIMENSION_NAMES } from '@/lib/analytics/dimensions';
import { METRIC_NAMES } from '@/lib/analytics/metrics';
import { overview } from '@/lib/analytics/overview';
import { db } from '@/lib/db';
import { exportSpend } from '@/lib/exports/export-spend';
import { sumUsd } from '@/lib/pricing/money';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from './fill-books';
import { sampleTraffic } from './sample-traffic';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const now = new Date('2026-11-20T00:00:00Z');
const span = (from: string, to: string) => ({
  workspaceId: 'main',
  preset: 'custom' as const,
  from: new Date(from),
  to: new Date(to),
  zone: 'UTC',
  firstDay: from.slice(0, 10),
  lastDay: to.slice(0, 10),
});
/** Answered from days, quarter hours and, for users and tags, rows. */
const days = span('2026-10-25T00:00:00Z', '2026-11-10T00:00:00Z');
const quarters = span('2026-11-03T12:00:00Z', '2026-11-05T01:00:00Z');

const USERS = 40;
const traffic = sampleTraffic().map((record, n) => ({
  ...record,
  request: { ...record.request, endUser: `user-${n % USERS}` },
}));

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test.each(DIMENSION_NAMES)(
  'spend by %s adds up to the total of the overview, whatever it is read from',
  async (by) => {
    const { costUsd } = await overview(viewer, days);
    for (const range of [days, quarters]) {
      const found = await explore(viewer, range, exploreQuerySchema.parse({ by, then: 'model' }), now);
      expect(found.total).toBe(costUsd);
      expect(found.check).toEqual({ kind: by === 'tag' ? 'overlap' : 'equal' });
    }
  },
);

test('each metric is the same from days and from quarter hours', async () => {
  for (const metric of METRIC_NAMES) {
    const query = exploreQuerySchema.parse({ metric, by: 'model' });
    const [fromDays, fromQuarters] = await Promise.all(
      [days, quarters].map((range) => explore(viewer, range, query, now)),
    );
    expect([metric, fromQuarters?.groups, fromQuarters?.total]).toEqual([
      metric,
      fromDays?.groups,
      fromDays?.total,
    ]);
  }
});

test('what is not shown is one group “Other”, and the export has the rows of the screen', async () => {
  const query = exploreQuerySchema.parse({ limit: '1' });
  const found = await explore(viewer, days, query, now);
  expect(found.groups.map(({ key, members }) => [key, members])).toEqual([
    [found.groups[0]?.key, 1],
    [OTHER, found.members - 1],
  ]);
  const table = await exportSpend(viewer, days, query, now);
  const rows = [];
  for await (const row of table.rows) rows.push(row);
  expect(rows.map((row) => row[2])).toEqual(
    [...found.groups.map(({ value }) => value), found.total].map((number) => ({ number })),
  );
});

const apart = (groups: readonly ExploreGroup[]) => groups.filter(({ key }) => key !== OTHER);

test.each(METRIC_NAMES)(
  'groups come in the order of their %s, whichever way it is asked for',
  async (metric) => {
    for (const rank of ['most', 'least'] as const) {
      const query = exploreQuerySchema.parse({ metric, rank, by: 'user', limit: '25' });
      const { groups } = await explore(viewer, days, query, now);
      const values = apart(groups).map(({ value }) => Number(value));
      const known = values.filter((value) => !Number.isNaN(value));
      expect(known).toEqual(known.toSorted((a, b) => (rank === 'most' ? b - a : a - b)));
      expect(values.slice(known.length).every(Number.isNaN)).toBe(true);
    }
    const named = exploreQuerySchema.parse({ metric, rank: 'name', by: 'user', limit: '25' });
    const { groups } = await explore(viewer, days, named, now);
    const names = apart(groups).map(({ key }) => key);
    expect(names).toEqual(names.toSorted());
  },
);

test('of many end users the first ones are shown, within a model too, and the others are one', async () => {
  const query = exploreQuerySchema.parse({ by: 'model', then: 'user', limit: '1' });
  const [models, users] = await Promise.all([
    explore(viewer, days, query, now),
    explore(viewer, days, exploreQuerySchema.parse({ by: 'user', limit: '3' }), now),
  ]);
  for (const { parts, value } of models.groups) {
    expect(parts.at(MAX_PARTS)).toMatchObject({ key: OTHER });
    expect(parts).toHaveLength(MAX_PARTS + 1);
    expect(sumUsd(parts.map((part) => part.value ?? ''))).toBe(value);
  }
  expect(users.members).toBe(USERS);
  expect(users.groups.map(({ members }) => members)).toEqual([1, 1, 1, USERS - 3]);
});

test('filters narrow rows and total alike, and strangers see nothing', async () => {
  const query = exploreQuerySchema.parse({ metric: 'requests', by: 'key', status: 'error' });
  expect((await explore(viewer, days, query, now)).total).toBe('12');
  await expect(explore({ ...viewer, role: 'nobody' }, days, query, now)).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('days that are not over are compared with their like up to the same hour, from days and quarter hours together', async () => {
  const query = exploreQuerySchema.parse({ by: 'model', compare: 'previous' });
  const running = span('2026-11-05T00:00:00Z', '2026-11-06T09:15:00Z');
  const { previousTotal, groups } = await explore(viewer, running, query, now);
  const alike = await explore(viewer, span('2026-11-03T00:00:00Z', '2026-11-04T09:15:00Z'), query, now);
  expect(previousTotal).toBe(alike.total);
  expect(previousTotal).not.toBe('0');
  const then = new Map(alike.groups.map(({ key, value }) => [key, value]));
  for (const { key, previous } of groups) expect(previous ?? '0').toBe(then.get(key) ?? '0');
});

test('the period before adds up too: “Other” is then all that is not shown apart now', async () => {
  const after = span('2026-11-04T00:00:00Z', '2026-11-05T00:00:00Z');
  const query = exploreQuerySchema.parse({ by: 'model', limit: '1', compare: 'previous' });
  const { groups, previousTotal } = await explore(viewer, after, query, now);
  expect(groups.map(({ key }) => key)).toContain(OTHER);
  expect(sumUsd(groups.map(({ previous }) => previous ?? '0'))).toBe(previousTotal);
  expect(previousTotal).not.toBe('0');
});
