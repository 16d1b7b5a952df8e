import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { toGatewayError } from '@/lib/errors/to-error';
import { calculatePlan } from '@/lib/plans/calculate';
import { getPlan, listPlans } from '@/lib/plans/list';
import { removePlan } from '@/lib/plans/remove';
import { savePlan } from '@/lib/plans/save';
import { trafficByTask } from '@/lib/analytics/traffic/traffic-by-task';
import { AS_IT_WAS, planFromTraffic } from '@/lib/planning/plan-from-traffic';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { row } from '@/tests/unit/pricing/price-rows';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from './analytics/fill-books';
import { attempt, done, header, NOON } from './ledger/sample-records';

const ada = { id: 'ada', email: 'ada@example.com', role: 'engineer' };
const bob = { id: 'bob', email: 'bob@example.com', role: 'engineer' };
const outsider = {
  id: 'eve',
  email: 'eve@example.com',
  role: 'engineer',
  reach: [{ workspaceId: 'elsewhere' }],
};
const looker = { id: 'lou', email: 'lou@example.com', role: 'viewer' };

const input = {
  classes: [{ name: 'chat', requests: 1_000, inputTokens: '1000', outputTokens: '100' }],
  scenarios: [{ name: 'now', mix: [{ model: 'small', percent: '100' }] }],
};
const plan = { kind: 'scenario' as const, name: 'Next year', input };

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, [served('req_1', 300, 30), served('req_2', 100, 10)]);
  await db().configVersion.create({
    data: {
      version: 1,
      author: 'tests',
      document: {
        models: [{ id: 'small', aliases: ['tiny'], offers: [{ provider: 'sim', model: 'small-1' }] }],
        prices: [price('in.text', '2'), price('out.text', '10')],
      },
    },
  });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

function price(meter: 'in.text' | 'out.text', rate: string) {
  return row({ provider: 'sim', model: 'small-1', meter, rate });
}
function served(id: string, inTokens: number, outTokens: number) {
  const usage = { meters: { 'in.text': inTokens, 'out.text': outTokens }, provenance: 'provider' as const };
  const cost = { state: 'priced' as const, totalUsd: '0.001', lines: [], unpricedMeters: [] };
  return done(id, { request: header(id), attempts: [attempt({ model: 'small', usage, cost })] });
}

test('a plan is calculated at the prices of the book, by name or alias of its models', async () => {
  const at = NOON;
  expect((await calculatePlan(looker, input, at))[0]?.totalUsd).toBe('3');
  const alias = { ...input, scenarios: [{ name: 'now', mix: [{ model: 'tiny', percent: '100' }] }] };
  expect((await calculatePlan(looker, alias, at))[0]?.totalUsd).toBe('3');
  const dear = { ...input, scenarios: [{ name: 'now', mix: [{ model: 'unheard-of', percent: '100' }] }] };
  await expect(calculatePlan(looker, dear, at)).rejects.toMatchObject({
    code: 'unprocessable',
    message: expect.stringContaining('“unheard-of” (in “now”)'),
  });
});

test('own plans are seen by their author until they are shared, and changed by nobody else', async () => {
  const { id } = await savePlan(ada, plan);
  expect((await listPlans(ada)).map((one) => one.id)).toEqual([id]);
  expect(await listPlans(bob)).toEqual([]);
  await expect(getPlan(bob, id)).rejects.toMatchObject({ code: 'not_found' });

  await savePlan(ada, { ...plan, id, shared: true, name: 'For all' });
  expect(await getPlan(bob, id)).toMatchObject({ name: 'For all', own: false, author: 'ada@example.com' });
  await expect(getPlan(outsider, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(savePlan(bob, { ...plan, id })).rejects.toMatchObject({ code: 'not_found' });
  await expect(removePlan(bob, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(savePlan(looker, plan)).rejects.toMatchObject({ code: 'forbidden' });

  await removePlan(ada, id);
  await expect(getPlan(ada, id)).rejects.toMatchObject({ code: 'not_found' });
  const audited = await db().auditEntry.findMany({ where: { subjectId: id }, orderBy: { seq: 'asc' } });
  expect(audited.map(({ action }) => action)).toEqual(['plan.create', 'plan.change', 'plan.remove']);
});

test('a plan that is removed twice at once was there for one of the two', async () => {
  for (let round = 0; round < 5; round += 1) {
    const { id } = await savePlan(ada, plan);
    const ends = await Promise.allSettled([removePlan(ada, id), removePlan(ada, id)]);
    const refused = ends.flatMap((end) =>
      end.status === 'rejected' ? [toGatewayError(end.reason).code] : [],
    );
    expect(refused).toEqual(['not_found']);
  }
});

test('own traffic becomes a plan whose first scenario costs what the same month would at the book’s prices', async () => {
  const day = 86_400_000;
  const scope = { workspaceId: 'main', from: new Date(NOON - day / 2), to: new Date(NOON + day / 2) };
  const traffic = await trafficByTask(ada, scope);
  expect(traffic).toMatchObject([{ model: 'small', requests: 2, inputTokens: 400, outputTokens: 40 }]);
  const own = planFromTraffic(traffic, 1);
  if (own === undefined) throw new Error('no traffic');
  // 30 days of 400 tokens in at 2 USD and 40 out at 10 USD a million.
  expect(await calculatePlan(ada, own, NOON)).toMatchObject([
    { name: AS_IT_WAS, totalUsd: '0.036' },
    { name: 'All on small', differenceUsd: '0' },
  ]);
});
