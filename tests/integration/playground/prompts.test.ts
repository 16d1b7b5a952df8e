import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { changePrompt } from '@/lib/playground/prompts/change-prompt';
import { createPrompt } from '@/lib/playground/prompts/create-prompt';
import { listPrompts } from '@/lib/playground/prompts/list-prompts';
import { openPrompt } from '@/lib/playground/prompts/open-prompt';
import { removePrompt } from '@/lib/playground/prompts/remove-prompt';
import { contentSchema } from '@/lib/playground/schemas';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const member = (id: string, workspaceId = 'main'): Viewer => ({
  ...{ id, email: `${id}@example.com`, role: 'member' },
  reach: [{ workspaceId }],
});
const [ANN, BOB, EVE] = [member('ann'), member('bob'), member('eve', 'elsewhere')];
const ADMIN: Viewer = { id: 'admin', email: 'admin@example.com', role: 'admin' };
const content = (text: string) =>
  contentSchema.parse({ prompt: { messages: [{ role: 'user', text }] }, models: ['auto', 'a'] });
const save = (from: number, text: string) => ({ save: { from, content: content(text), note: '' } });
const create = (viewer: Viewer, over: object = {}) =>
  createPrompt(viewer, {
    ...{ workspace: 'main', name: 'Greeting', note: '', shared: false, content: content('one') },
    ...over,
  });

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await db().workspace.create({ data: { id: 'elsewhere', name: 'Elsewhere' } });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

describe('a saved prompt', () => {
  test('keeps each version as it was', async () => {
    const { id } = await create(ANN);
    await changePrompt(ANN, id, save(1, 'two'));
    const newest = await openPrompt(ANN, id);
    expect(newest.opened).toMatchObject({ version: 2, author: 'ann@example.com' });
    expect(newest.opened.content).toEqual(content('two'));
    expect(newest.versions.map(({ version }) => version)).toEqual([2, 1]);
    expect((await openPrompt(ANN, id, 1)).opened.content).toEqual(content('one'));
    await expect(openPrompt(ANN, id, 3)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of two that save from the same version one is told, and nothing is lost', async () => {
    const { id } = await create(ANN, { shared: true });
    const results = await Promise.allSettled([
      changePrompt(ANN, id, save(1, 'by ann')),
      changePrompt(BOB, id, save(1, 'by bob')),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'conflict' },
    });
    expect((await openPrompt(ANN, id)).versions).toHaveLength(2);
  });

  test('is seen by its owner alone until it is shared, and not beyond its workspace', async () => {
    const { id } = await create(ANN);
    const sees = async (viewer: Viewer) =>
      (await listPrompts(viewer, { workspace: 'main' })).some((one) => one.id === id);
    await expect(openPrompt(BOB, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(openPrompt(ADMIN, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(changePrompt(BOB, id, save(1, 'x'))).rejects.toMatchObject({ code: 'not_found' });
    expect(await sees(BOB)).toBe(false);
    await changePrompt(ANN, id, { shared: true });
    expect(await sees(BOB)).toBe(true);
    expect(await openPrompt(BOB, id)).toMatchObject({ isOwn: false, shared: true });
    await expect(openPrompt(EVE, id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listPrompts(EVE, { workspace: 'main' })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is renamed, taken back and deleted by its owner or an admin only', async () => {
    const { id } = await create(ANN, { shared: true });
    for (const change of [{ name: 'Mine' }, { shared: false }])
      await expect(changePrompt(BOB, id, change)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removePrompt(BOB, id)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await changePrompt(ADMIN, id, { name: 'Ours' })).toMatchObject({ name: 'Ours', version: 1 });
    await removePrompt(ANN, id);
    await expect(openPrompt(ANN, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await db().playgroundVersion.count({ where: { promptId: id } })).toBe(0);
  });

  test('is nobody’s who may not use the playground, and of no demo', async () => {
    const viewer: Viewer = { ...ANN, role: 'viewer' };
    await expect(create(viewer)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listPrompts(viewer, { workspace: 'main' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create(ADMIN, { workspace: 'demo' })).rejects.toMatchObject({ param: 'workspace' });
  });
});
