import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { previewConfigFor } from '@/lib/config/preview-config-for';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

const key = (id: string, team: string) => ({ id, name: id, team, value: `tg-${id}-0123456789abcdefghij` });

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const keys = [key('blue', 'blue'), key('red', 'red'), key('red-2', 'red')];
  await applyConfig({ file: { keys }, author: OWNER.email });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test('a preview tells an engineer of one team nothing of the keys of another', async () => {
  const engineer = { ...OWNER, role: 'engineer', reach: [{ workspaceId: 'main', teams: ['blue'] }] };
  const { changes } = await previewConfigFor(engineer, {});
  expect(changes.map(({ path }) => path).filter((path) => path.startsWith('keys'))).toEqual([
    'keys["blue"].enabled',
  ]);
  expect(JSON.stringify(changes)).not.toContain('red');
  const whole = await previewConfigFor(OWNER, {});
  expect(JSON.stringify(whole.changes)).toContain('red-2');
  await expect(previewConfigFor({ ...engineer, role: 'member' }, {})).rejects.toMatchObject({
    code: 'forbidden',
  });
});
