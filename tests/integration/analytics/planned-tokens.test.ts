import { afterAll, beforeAll, expect, test } from 'vitest';
import { overview } from '@/lib/analytics/overview';
import { trafficByTask } from '@/lib/analytics/traffic/traffic-by-task';
import { trafficShape } from '@/lib/analytics/traffic/traffic-shape';
import { db } from '@/lib/db';
import type { AttemptRecord } from '@/lib/ledger/records';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { attempt, done, header } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const scope = {
  workspaceId: 'main',
  from: new Date('2026-11-03T12:00:00Z'),
  to: new Date('2026-11-04T12:00:00Z'),
};
const LATER = Date.parse('2026-11-06T00:00:00Z');
const UNPRICED = { state: 'unpriced' as const, totalUsd: null, lines: [], unpricedMeters: ['out.text'] };
const on = (id: string, one: AttemptRecord) =>
  done(id, { request: header(id, { startedAt: one.startedAt }), attempts: [one] });
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const meters = { 'in.text': 100, 'in.audio': 900, 'out.text': 20, 'out.audio': 80 };
  await fillBooks(database.url, [
    done('spoken', { attempts: [attempt({ usage: { meters, provenance: 'provider' } })] }),
    done('written', { attempts: [attempt()] }),
    on('known', attempt({ startedAt: LATER })),
    on('unpriced', attempt({ startedAt: LATER, model: 'large', cost: UNPRICED })),
  ]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test('what tokens cost is told of the models whose cost is known', async () => {
  const later = { ...scope, from: new Date(LATER), to: new Date(LATER + 86_400_000) };
  expect(await trafficShape(OWNER, later)).toMatchObject({
    ...{ inputTokens: 200, outputTokens: 40, busiestHour: 240 },
    ...{ costedUsd: '0.000014', costedTokens: 120, uncosted: 1 },
  });
});

test('plans and the cost of ownership start from the tokens of the overview, speech and images included', async () => {
  const { inputTokens, outputTokens } = await overview(OWNER, scope);
  expect([inputTokens, outputTokens]).toEqual([1_100, 120]);
  expect(await trafficShape(OWNER, scope)).toMatchObject({ inputTokens, outputTokens, busiestHour: 1_220 });
  expect(await trafficByTask(OWNER, scope)).toMatchObject([{ requests: 2, inputTokens, outputTokens }]);
});
