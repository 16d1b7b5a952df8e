import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { costByModel } from '@/lib/analytics/savings/cost-by-model';
import { filterOptions } from '@/lib/analytics/filter-options';
import { latency } from '@/lib/analytics/latency';
import { meterSums } from '@/lib/analytics/meter-sums';
import { errorRate } from '@/lib/analytics/metrics';
import { overview } from '@/lib/analytics/overview';
import type { TimeRange } from '@/lib/analytics/range';
import { spendOverTime } from '@/lib/analytics/timeseries';
import { totals } from '@/lib/analytics/totals';
import { db } from '@/lib/db';
import { sumUsd } from '@/lib/pricing/money';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from './fill-books';
import { sampleTraffic } from './sample-traffic';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const from = new Date('2026-11-03T12:00:00Z');
const to = new Date('2026-11-04T03:00:00Z');
const scope = { workspaceId: 'main', from, to };
const span = (zone: string): TimeRange & { workspaceId: string } => ({
  ...scope,
  preset: 'custom',
  zone,
  firstDay: '2026-11-03',
  lastDay: '2026-11-04',
});

const traffic = sampleTraffic();
const amounts = traffic.flatMap((one) => one.attempts.flatMap(({ cost }) => cost.totalUsd ?? []));
const exact = sumUsd(amounts);
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await fillBooks(database.url, traffic);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

describe('one metric layer', () => {
  test('overview, management API, by-model table and time series give one sum, to the last digit', async () => {
    expect((await overview(viewer, scope)).costUsd).toBe(exact);
    expect((await totals(viewer, { workspaceId: 'main', from, to })).costUsd).toBe(exact);
    const byModel = await costByModel(viewer, scope);
    expect([byModel.totalUsd, byModel.differenceUsd]).toEqual([exact, '0']);
    const { points } = await spendOverTime(viewer, span('UTC'), to);
    expect(sumUsd(points.flatMap(({ values }) => Object.values(values)))).toBe(exact);
  });

  test('requests, attempts, errors and what has no cost are counted apart', async () => {
    const row = await overview(viewer, scope);
    expect(row).toMatchObject({ requests: 120, attempts: 130, errors: 12, uncosted: 1 });
    expect([row.inputTokens, row.outputTokens]).toEqual([13_000, 2_600]);
    expect(errorRate(row)).toBe(0.1);
    expect(await meterSums(viewer, scope)).toEqual({ 'in.text': 13_000, 'out.text': 2_600 });
  });

  test('a billed attempt counts under its own model, the request under the one that served', async () => {
    const { rows } = await costByModel(viewer, scope);
    const attempts = traffic.flatMap((one) => one.attempts);
    for (const row of rows) {
      const own = attempts.filter((one) => one.model === row.model);
      expect(row.costUsd).toBe(sumUsd(own.flatMap(({ cost }) => cost.totalUsd ?? [])));
      expect(row.attempts).toBe(own.length);
    }
    expect(rows.map((row) => row.requests).reduce((sum, count) => sum + count, 0)).toBe(120);
  });

  test('percentiles come from merged histograms, within a bucket of the truth', async () => {
    const { p50Ms, p95Ms } = await latency(viewer, scope);
    expect(p50Ms).toBeGreaterThan(160 / 1.2);
    expect(p50Ms).toBeLessThan(160 * 1.2);
    expect(p95Ms).toBeGreaterThan(214 / 1.2);
    expect(p95Ms).toBeLessThan(214 * 1.2);
  });

  test('an empty workspace has sums of 0, no percentiles and no error rate', async () => {
    const empty = { ...scope, workspaceId: 'demo' };
    const row = await overview(viewer, empty);
    expect(row).toMatchObject({ requests: 0, costUsd: '0', uncosted: 0 });
    expect(errorRate(row)).toBeUndefined();
    expect(await latency(viewer, empty)).toEqual({ p50Ms: undefined, p95Ms: undefined, p99Ms: undefined });
    expect(await costByModel(viewer, empty)).toMatchObject({ rows: [], totalUsd: '0', differenceUsd: '0' });
    expect((await filterOptions(viewer, empty)).models).toEqual([]);
  });

  test('a span is inclusive at its start and exclusive at its end', async () => {
    const quarter = {
      ...scope,
      from: new Date('2026-11-03T12:15:00Z'),
      to: new Date('2026-11-03T12:30:00Z'),
    };
    expect((await overview(viewer, quarter)).requests).toBe(2);
  });
});

describe('spend over time', () => {
  test('buckets without spend are 0, and the last one is unfinished until its end', async () => {
    const wide = { ...span('UTC'), to: new Date('2026-11-04T11:00:00Z') };
    const { points, unfinished } = await spendOverTime(viewer, wide, new Date('2026-11-04T10:59:59Z'));
    expect(points).toHaveLength(46);
    expect(Object.values(points.at(-1)?.values ?? {})).toEqual(['0', '0', '0']);
    expect(unfinished).toBe(true);
    expect((await spendOverTime(viewer, wide, wide.to)).unfinished).toBe(false);
  });

  test('days are those of the reporting zone', async () => {
    const days = {
      ...span('Asia/Kathmandu'),
      from: new Date('2026-10-24T18:15Z'),
      to: new Date('2026-11-05T18:15Z'),
    };
    const { unit, points } = await spendOverTime(viewer, days, to);
    expect(unit).toBe('day');
    const spent = points.filter(({ values }) => sumUsd(Object.values(values)) !== '0');
    expect(spent.map(({ start }) => start)).toEqual(['2026-11-02T18:15:00.000Z', '2026-11-03T18:15:00.000Z']);
  });
});

describe('authorisation', () => {
  const stranger = { ...viewer, role: 'nobody' };
  test('each data function asks who looks', async () => {
    for (const read of [overview, latency, costByModel, meterSums, filterOptions]) {
      await expect(read(stranger, scope)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(read(viewer, { ...scope, workspaceId: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(spendOverTime(stranger, span('UTC'), to)).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a member of a team sees what that team used, a stranger to the workspace nothing', async () => {
    await db().$executeRaw`UPDATE rollup_15m SET team = 'blue' WHERE task = (SELECT min(task) FROM rollup_15m)
      AND key_id = (SELECT min(key_id) FROM rollup_15m)`;
    const blue = { ...viewer, role: 'member', reach: [{ workspaceId: 'main', teams: ['blue'] }] };
    const [row] = await db().$queryRaw<{ cost: string; requests: string }[]>`
      SELECT trim_scale(sum(cost_usd))::text AS cost, sum(requests)::text AS requests FROM rollup_15m WHERE team = 'blue'`;
    const mine = await overview(blue, scope);
    expect([mine.costUsd, String(mine.requests)]).toEqual([row?.cost, row?.requests]);
    expect(mine.requests).toBeGreaterThan(0);
    expect((await totals(blue, { workspaceId: 'main', from, to })).costUsd).toBe(row?.cost);
    expect(
      (await totals({ ...blue, reach: [{ workspaceId: 'main', teams: ['red'] }] }, { workspaceId: 'main' }))
        .requests,
    ).toBe(0);
    const elsewhere = { ...blue, reach: [{ workspaceId: 'demo' }] };
    await expect(overview(elsewhere, scope)).rejects.toMatchObject({ code: 'not_found' });
  });
});
