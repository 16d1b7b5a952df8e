import { afterAll, beforeAll, expect, test } from 'vitest';
import { dataBeginsIn } from '@/lib/analytics/data-begins';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { attempt, done, header } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const SPAN = { from: new Date('2026-11-02T00:00:00Z'), to: new Date('2026-11-09T00:00:00Z') };

function request(id: string, team: string, day: string) {
  const startedAt = Date.parse(`2026-11-${day}T09:00:00Z`);
  return done(id, { request: header(id, { startedAt, team }), attempts: [attempt({ startedAt })] });
}

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, [
    request('req_1', 'old', '01'),
    request('req_2', 'new', '05'),
    request('req_3', 'old', '06'),
  ]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const seenBy = (teams: string[]) => ({ ...OWNER, role: 'engineer', reach: [{ workspaceId: 'main', teams }] });

test('data begins where the viewer’s own does, not where that of others did', async () => {
  expect(await dataBeginsIn(OWNER, 'main', SPAN)).toBeUndefined();
  expect(await dataBeginsIn(seenBy(['old']), 'main', SPAN)).toBeUndefined();
  expect(await dataBeginsIn(seenBy(['new']), 'main', SPAN)).toBe('2026-11-05');
  expect(await dataBeginsIn(seenBy(['none']), 'main', SPAN)).toBeUndefined();
});
