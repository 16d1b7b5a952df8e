import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { toGatewayError } from '@/lib/errors/to-error';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const name = 'a\0b';
test.each([
  ['a change', () => db().workspace.update({ where: { id: 'main' }, data: { name } })],
  ['a question', () => db().workspace.findMany({ where: { name } })],
  ['a statement of our own', () => db().$queryRaw`SELECT ${name}::text`],
  ['JSON', () => db().configVersion.create({ data: { author: 'a', document: { name } } })],
])('%s with a character that PostgreSQL cannot keep is the sender’s mistake', async (_, ask) => {
  const error = toGatewayError(await ask().catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ code: 'invalid_request' });
  expect(error.message).not.toContain('UTF8');
});

test('what was removed meanwhile is not there, and no fault inside', async () => {
  const change = db().workspace.update({ where: { id: 'gone' }, data: { name: 'x' } });
  const error = toGatewayError(await change.catch((thrown: unknown) => thrown));
  expect(error).toMatchObject({ code: 'not_found', message: 'It was removed meanwhile.' });
});

test('another fault of a statement stays one inside', async () => {
  const thrown = await db().$queryRaw`SELECT 1 / 0`.catch((error: unknown) => error);
  expect(toGatewayError(thrown).code).toBe('internal_error');
});
