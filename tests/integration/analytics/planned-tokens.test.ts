import { afterAll, beforeAll, expect, test } from 'vitest';
import { overview } from '@/lib/analytics/overview';
import { trafficByTask } from '@/lib/analytics/traffic/traffic-by-task';
import { trafficShape } from '@/lib/analytics/traffic/traffic-shape';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { attempt, done } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const scope = {
  workspaceId: 'main',
  from: new Date('2026-11-03T12:00:00Z'),
  to: new Date('2026-11-04T12:00:00Z'),
};
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const meters = { 'in.text': 100, 'in.audio': 900, 'out.text': 20, 'out.audio': 80 };
  await fillBooks(database.url, [
    done('spoken', { attempts: [attempt({ usage: { meters, provenance: 'provider' } })] }),
    done('written', { attempts: [attempt()] }),
  ]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test('plans and the cost of ownership start from the tokens of the overview, speech and images included', async () => {
  const { inputTokens, outputTokens } = await overview(OWNER, scope);
  expect([inputTokens, outputTokens]).toEqual([1_100, 120]);
  expect(await trafficShape(OWNER, scope)).toMatchObject({ inputTokens, outputTokens, busiestHour: 1_220 });
  expect(await trafficByTask(OWNER, scope)).toMatchObject([{ requests: 2, inputTokens, outputTokens }]);
});
