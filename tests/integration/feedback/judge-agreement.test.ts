import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { db } from '@/lib/db';
import { judgeAgreement } from '@/lib/feedback/judge-agreement';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { done, header, NOON } from '../ledger/sample-records';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const span = { workspaceId: 'main', from: new Date(NOON - 86_400_000), to: new Date(NOON + 86_400_000) };
const IDS = ['req_one', 'req_two', 'req_three'];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const team = (n: number) => ({ startedAt: NOON + n, team: n === 0 ? 'search' : 'other' });
  await fillBooks(
    database.url,
    IDS.map((id, n) => done(id, { request: header(id, team(n)) })),
  );
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

type Label = [n: number, source: string, author: string, score: number, judgedModel?: string];

const label = (labels: readonly Label[]) =>
  withClient(database.url, async (client) => {
    for (const [n, source, author, score, judgedModel] of labels)
      await client.query(
        `INSERT INTO routing_label (request_id, request_started_at, source, author, score, judged_model, workspace_id)
         VALUES ($1, $2, $3, $4, $5, $6, 'main')`,
        [IDS[n], new Date(NOON + n), source, author, score, judgedModel ?? null],
      );
  });

test('answers that went out count once they have both scores; those of shadows, which nobody saw, never', async () => {
  await label([
    [0, 'judge', 'judge:big', 0.9],
    [0, 'judge', 'judge:big:shadow', 0.1, 'small'],
    [0, 'feedback', 'ada', 1],
    [0, 'feedback', 'bob', 0.2],
    [1, 'judge', 'judge:big', 0.9],
    [1, 'feedback', 'ada', 0],
    [2, 'judge', 'judge:big', 0.9],
    [2, 'check', 'check', 0],
  ]);
  const [big, ...others] = await judgeAgreement(viewer, span);
  expect(others).toEqual([]);
  expect(big).toMatchObject({ judge: 'big', answers: 2, agreed: 0.5, tooKind: 1, tooStrict: 0 });
});

test('people see their own teams, and strangers nothing', async () => {
  const reach = [{ workspaceId: 'main', teams: ['search'] }];
  const [big] = await judgeAgreement({ ...viewer, role: 'viewer', reach }, span);
  expect(big).toMatchObject({ answers: 1, agreed: 1 });
  await expect(judgeAgreement({ ...viewer, role: 'nobody' }, span)).rejects.toMatchObject({
    code: 'forbidden',
  });
});
