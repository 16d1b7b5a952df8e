import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareBaselines } from '@/lib/analytics/savings/compare-baselines';
import { db } from '@/lib/db';
import { sumUsd } from '@/lib/pricing/money';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { row } from '@/tests/unit/pricing/price-rows';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { attempt, done, header, NOON } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const DAY_MS = 86_400_000;
const MIDNIGHT = Date.UTC(2026, 10, 3);
const day = (n: number) => ({
  workspaceId: 'main',
  from: new Date(MIDNIGHT + n * DAY_MS),
  to: new Date(MIDNIGHT + (n + 1) * DAY_MS),
});
const now = new Date(MIDNIGHT + 9 * DAY_MS);
const RAISED = new Date(MIDNIGHT + 5 * DAY_MS).toISOString();

const model = (id: string, tier?: string) => ({
  id,
  aliases: [],
  offers: [{ provider: 'sim', model: id }],
  tier,
});
const price = (name: string, meter: 'in.text' | 'out.text', rate: string, over = {}) =>
  row({ provider: 'sim', model: name, meter, rate, ...over });
const CONFIG = {
  models: [model('claude-opus-4', 'premium'), model('gpt-4-turbo'), model('deepseek-v3.2')],
  prices: [
    price('claude-opus-4', 'in.text', '15'),
    price('claude-opus-4', 'out.text', '75', { effectiveTo: RAISED }),
    price('claude-opus-4', 'out.text', '750', { effectiveFrom: RAISED }),
    price('gpt-4-turbo', 'in.text', '10'),
    price('gpt-4-turbo', 'out.text', '30'),
    price('deepseek-v3.2', 'in.text', '0.08'),
    price('deepseek-v3.2', 'out.text', '0.24'),
  ],
};

let id = 0;
interface Served {
  startedAt: number;
  model: string;
  tokens: [number, number];
  totalUsd: string;
  candidates?: string[];
  downgradedBy?: string;
  ruleId?: string | undefined;
}

/** A request that one attempt answered. */
function served({ startedAt, model: name, tokens, totalUsd, candidates = [], downgradedBy, ruleId }: Served) {
  id += 1;
  const route = { ...header('r').route, candidates, ...(downgradedBy && { downgradedBy }) };
  const request = header(`req_${id}`, {
    startedAt,
    route: { ...route, ...(ruleId === undefined ? { ruleId: undefined } : { ruleId }) },
  });
  const cost = { state: 'priced' as const, totalUsd, lines: [], unpricedMeters: [] };
  const usage = { meters: { 'in.text': tokens[0], 'out.text': tokens[1] }, provenance: 'provider' as const };
  return done(request.requestId, { request, attempts: [attempt({ startedAt, model: name, usage, cost })] });
}

const ruled = { startedAt: NOON, ruleId: 'tiers' };
const example = [
  served({ ...ruled, model: 'claude-opus-4', tokens: [150_000, 500], totalUsd: '2.2875' }),
  served({ ...ruled, model: 'deepseek-v3.2', tokens: [500, 100], totalUsd: '0.000064' }),
  served({ ...ruled, model: 'gpt-4-turbo', tokens: [200, 150], totalUsd: '0.0065' }),
  served({ ...ruled, model: 'claude-opus-4', tokens: [2_000, 800], totalUsd: '0.09' }),
];
const later = { startedAt: NOON + DAY_MS, tokens: [1_000_000, 0] as [number, number] };
const second = [
  served({ ...later, model: 'gpt-4-turbo', totalUsd: '10' }),
  served({
    ...later,
    model: 'gpt-4-turbo',
    totalUsd: '10',
    candidates: ['sim/claude-opus-4', 'sim/gpt-4-turbo'],
  }),
  served({
    ...later,
    model: 'deepseek-v3.2',
    totalUsd: '0.08',
    candidates: ['sim/claude-opus-4'],
    downgradedBy: 'monthly',
  }),
];
const raised = [
  served({
    ...ruled,
    startedAt: NOON + 5 * DAY_MS,
    model: 'gpt-4-turbo',
    tokens: [0, 1_000_000],
    totalUsd: '30',
  }),
];
/** A cheap answer that was not good enough, and the dear one after it. */
const cascade = served({
  ...ruled,
  startedAt: NOON + 2 * DAY_MS,
  model: 'claude-opus-4',
  tokens: [1_000, 0],
  totalUsd: '0.015',
});
const cheapTry = attempt({
  startedAt: NOON + 2 * DAY_MS,
  model: 'deepseek-v3.2',
  cost: { state: 'priced', totalUsd: '0.002', lines: [], unpricedMeters: [] },
});
cascade.attempts = [cheapTry, ...cascade.attempts.map((one) => ({ ...one, attempt: 2 }))];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await db().configVersion.create({ data: { document: CONFIG, author: 'test' } });
  await fillBooks(database.url, [...example, ...second, ...raised, cascade]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const against = async (n: number, ...models: string[]) => {
  const report = await compareBaselines(viewer, day(n), models, now);
  return { ...report, results: report.baselines.map(({ result }) => result) };
};

test('the routing example: $2.40675 on one model, $2.384064 routed, 0.94 % saved by the rule', async () => {
  const { actualUsd, results } = await against(0, 'claude-opus-4');
  expect(actualUsd).toBe('2.384064');
  expect(results[0]).toMatchObject({
    baselineUsd: '2.40675',
    differenceUsd: '0.022686',
    percent: '0.94',
    byCause: { rule: '0.022686', direct: '0', failover: '0', gateway_cache: '0', provider_cache: '0' },
  });
});

test('several baselines at once, the cheapest of them with a loss', async () => {
  const { baselines, results } = await against(0, 'deepseek-v3.2', 'claude-opus-4', 'nobody');
  expect(baselines.map(({ model: name, end }) => [name, end])).toEqual([
    ['deepseek-v3.2', 'cheap'],
    ['claude-opus-4', 'strong'],
  ]);
  expect(results[0]).toMatchObject({ baselineUsd: '0.012588', differenceUsd: '-2.371476' });
});

test('without a wish the two ends are shown, and the coin between them that costs the same', async () => {
  const { baselines, random, unknown } = await against(0);
  expect(baselines.map(({ end }) => end)).toEqual(['strong', 'cheap']);
  expect(random?.strongShare).toBeCloseTo((2.384064 - 0.012588) / (2.40675 - 0.012588), 9);
  expect(unknown).toEqual([]);
});

test('a direct call, a fallback and a downgrade are told apart', async () => {
  const { results } = await against(1, 'claude-opus-4');
  expect(results[0]).toMatchObject({
    byCause: { direct: '5', failover: '5', downgrade: '14.92', rule: '0' },
  });
});

test('an answer of a cascade that was not used is a loss of its own', async () => {
  const { results } = await against(2, 'claude-opus-4');
  expect(results[0]).toMatchObject({
    differenceUsd: '-0.002',
    byCause: { discarded: '-0.002', failed: '0' },
  });
});

test('a price that was raised later leaves earlier days as they were', async () => {
  const { results } = await against(5, 'claude-opus-4');
  expect(results[0]).toMatchObject({ baselineUsd: '750' });
  const whole = { ...day(0), to: day(5).to };
  const report = await compareBaselines(viewer, whole, ['claude-opus-4'], now);
  const [one] = report.baselines;
  if (one?.result.state !== 'priced') throw new Error('no price');
  expect(sumUsd(Object.values(one.result.byCause))).toBe(one.result.differenceUsd);
  expect(one.result.baselineUsd).toBe(sumUsd(['2.40675', '45', '0.015', '750']));
});

test('the one model that was judged best is a baseline, once labels say which; for nobody whose teams it does not concern', async () => {
  expect((await against(0)).best).toEqual({ kind: 'none', labels: 0 });
  await db().$executeRaw`
    INSERT INTO routing_label (request_id, request_started_at, source, author, score, workspace_id, task, model)
    SELECT r.id, r.started_at, 'judge', 'judge-' || n, 1, 'main', 'simple_faq', 'gpt-4-turbo'
    FROM (SELECT * FROM request WHERE started_at = ${new Date(NOON)} LIMIT 1) AS r, generate_series(1, 10) AS n`;
  const { best, baselines } = await against(0);
  expect(best).toMatchObject({ kind: 'best', model: 'gpt-4-turbo', labels: 10, models: 1 });
  expect(baselines.map(({ model: name, isBest }) => [name, isBest])).toEqual([
    ['claude-opus-4', false],
    ['deepseek-v3.2', false],
    ['gpt-4-turbo', true],
  ]);
  const stranger = { ...viewer, reach: [{ workspaceId: 'main', teams: ['elsewhere'] }] };
  expect((await compareBaselines(stranger, day(0), [], now)).best).toEqual({ kind: 'none', labels: 0 });
});

test('a workspace that the viewer does not see is not found', async () => {
  const elsewhere = { ...day(0), workspaceId: 'nowhere' };
  await expect(compareBaselines(viewer, elsewhere, [], now)).rejects.toMatchObject({ code: 'not_found' });
});
