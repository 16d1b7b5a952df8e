import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { db } from '@/lib/db';
import { disableKey } from '@/lib/keys/disable';
import { ensurePlaygroundKey } from '@/lib/playground/ensure-key';
import { openPlace } from '@/lib/playground/open-place';
import { playgroundKeyId } from '@/lib/playground/place-key';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

const PLACE = { workspaceId: 'main' };
const ID = playgroundKeyId(PLACE);
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});
beforeEach(() => db().virtualKey.deleteMany());

const row = () => db().virtualKey.findUniqueOrThrow({ where: { id: ID } });

test('the key is made once, whoever comes first, and its value is stored nowhere', async () => {
  const values = await Promise.all(Array.from({ length: 8 }, () => ensurePlaygroundKey(PLACE)));
  expect(new Set(values).size).toBe(1);
  const [value = ''] = values;
  expect(await db().virtualKey.count()).toBe(1);
  expect(JSON.stringify(await row())).not.toContain(value);
  const entries = await db().auditEntry.findMany();
  expect(JSON.stringify(entries.map(({ entry }) => entry))).not.toContain(value);
  expect(entries.map(({ action }) => action)).toEqual(['key.create']);
  expect(await row()).toMatchObject({ enabled: true, workspaceId: 'main', team: null });
});

test('each workspace and team has its own', async () => {
  const values = [
    await ensurePlaygroundKey(PLACE),
    await ensurePlaygroundKey({ workspaceId: 'main', team: 'red' }),
    await ensurePlaygroundKey({ workspaceId: 'main', team: 'blue' }),
    await ensurePlaygroundKey({ workspaceId: 'demo' }),
  ];
  expect(new Set(values).size).toBe(4);
});

test('somebody else’s key under its id is taken over', async () => {
  const data = { id: ID, name: 'Mine', workspaceId: 'demo', team: 'x', digest: 'd', prefix: 'tg-mine' };
  await db().virtualKey.create({ data });
  await ensurePlaygroundKey(PLACE);
  expect(await row()).toMatchObject({ workspaceId: 'main', team: null });
  expect((await row()).digest).not.toBe('d');
});

test('a key that an admin ended stays ended, and says so', async () => {
  await ensurePlaygroundKey(PLACE);
  await disableKey(OWNER, { id: ID });
  await expect(ensurePlaygroundKey(PLACE)).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('turned off') as string,
  });
});

test('it is no part of the configuration: not exported, not ended by a file that does not name it, and may have a budget', async () => {
  await ensurePlaygroundKey(PLACE);
  const { file } = await exportConfig();
  expect(file.keys).toEqual([]);
  const budget = {
    ...{ id: 'playground', name: 'Playground', period: 'monthly', limitUsd: '20', mode: 'hard' },
    scope: { kind: 'key', value: ID },
  };
  await applyConfig({ file: { ...file, budgets: [budget] }, author: 'test' });
  expect((await row()).enabled).toBe(true);
});

test('people of teams are booked under one of theirs, and nobody under the demo', async () => {
  const viewer = { id: 'm', email: 'm@example.com', role: 'member' };
  const reach = [{ workspaceId: 'main', teams: ['red', 'blue'] }];
  expect(await openPlace({ ...viewer, reach }, 'main')).toEqual({ workspaceId: 'main', team: 'red' });
  await expect(openPlace({ ...viewer, reach }, 'demo')).rejects.toMatchObject({ code: 'not_found' });
  await expect(openPlace(OWNER, 'demo')).rejects.toMatchObject({ code: 'invalid_request' });
  await expect(openPlace({ ...viewer, role: 'viewer', reach }, 'main')).rejects.toMatchObject({
    code: 'forbidden',
  });
});
