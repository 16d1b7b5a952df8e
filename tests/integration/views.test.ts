import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { addressOfView } from '@/lib/views/address-of';
import { changeView } from '@/lib/views/change';
import { createView } from '@/lib/views/create';
import { listViews } from '@/lib/views/list';
import { removeView } from '@/lib/views/remove';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const person = (id: string, role: Viewer['role'], workspaceId = 'main'): Viewer => ({
  ...{ id, email: `${id}@example.com`, role },
  reach: [{ workspaceId }],
});
const [ANN, BOB, EVE] = [
  person('ann', 'engineer'),
  person('bob', 'viewer'),
  person('eve', 'engineer', 'elsewhere'),
];
const ADMIN: Viewer = { id: 'admin', email: 'admin@example.com', role: 'admin' };
const VIEW = { workspace: 'main', name: 'By team', page: '/spend' as const, query: 'group=team&range=7d' };
const names = async (viewer: Viewer) =>
  (await listViews(viewer, { workspace: 'main' })).map(({ name }) => name);

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await db().workspace.create({ data: { id: 'elsewhere', name: 'Elsewhere' } });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});
beforeEach(async () => void (await db().savedView.deleteMany({})));

describe('a saved view', () => {
  test('opens the page with what was kept, without the page of a list and in its own workspace', async () => {
    const { id } = await createView(ANN, {
      ...VIEW,
      query: 'after=x&workspace=other&range=7d&empty=&group=team',
    });
    expect(await addressOfView(ANN, id)).toBe(`/spend?group=team&range=7d&workspace=main&view=${id}`);
  });

  test('is its owner’s alone until it is shared, and never of another workspace', async () => {
    const { id } = await createView(ANN, VIEW);
    expect(await names(BOB)).toEqual([]);
    await expect(addressOfView(BOB, id)).rejects.toMatchObject({ code: 'not_found' });
    await changeView(ANN, id, { shared: true });
    expect(await listViews(BOB, { workspace: 'main' })).toMatchObject([
      { id, isOwn: false, mayChange: false },
    ]);
    expect(await addressOfView(BOB, id)).toMatch(/^\/spend/);
    await expect(addressOfView(EVE, id)).rejects.toMatchObject({
      code: expect.stringMatching(/not_found|forbidden/),
    });
    await expect(listViews(EVE, { workspace: 'main' })).rejects.toThrow(/./);
  });

  test('is changed and deleted by its owner, a shared one also by who runs the place, and by nobody else', async () => {
    const { id } = await createView(ANN, { ...VIEW, shared: true });
    await expect(changeView(BOB, id, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removeView(BOB, id)).rejects.toMatchObject({ code: 'forbidden' });
    await changeView(ANN, id, { name: 'By team and key', query: 'group=key' });
    expect(await addressOfView(ANN, id)).toContain('group=key');
    await removeView(ADMIN, id);
    expect(await names(ANN)).toEqual([]);
    const own = await createView(ANN, VIEW);
    await expect(removeView(ADMIN, own.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('is kept by who may only look, and shared by who may draft', async () => {
    await createView(BOB, VIEW);
    await expect(createView(BOB, { ...VIEW, name: 'Other', shared: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { id } = await createView(BOB, { ...VIEW, name: 'Third' });
    await expect(changeView(BOB, id, { shared: true })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('of a name that one has, however it is written, is refused, also when both are saved at once', async () => {
    const twice = await Promise.allSettled([
      createView(ANN, VIEW),
      createView(ANN, { ...VIEW, name: ' by TEAM ' }),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(twice.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'conflict' } });
    await createView(BOB, VIEW);
    const { id } = await createView(ANN, { ...VIEW, name: 'Other' });
    await expect(changeView(ANN, id, { name: 'BY team' })).rejects.toMatchObject({ code: 'conflict' });
    await expect(changeView(ANN, id, { name: 'OTHER' })).resolves.toMatchObject({ name: 'OTHER' });
  });

  test.each([
    ['empty', { name: '  ' }],
    ['too long', { name: 'x'.repeat(101) }],
    ['with a line break', { name: 'a\nb' }],
    ['that turns the text around', { name: 'a\u202eb' }],
    ['of a page that keeps no state', { page: '/settings' as '/spend' }],
    ['of another site', { page: '//evil.example.com' as '/spend' }],
    ['of a query without an end', { query: `q=${'x'.repeat(4_000)}` }],
  ])('of a name or place that is wrong (%s) is not kept', async (_name, wrong) => {
    await expect(createView(ANN, { ...VIEW, ...wrong })).rejects.toThrow(/./);
    expect(await names(ANN)).toEqual([]);
  });

  test('that was deleted meanwhile is told so, whatever one wanted of it', async () => {
    const { id } = await createView(ANN, VIEW);
    await removeView(ANN, id);
    for (const late of [addressOfView(ANN, id), changeView(ANN, id, { name: 'New' }), removeView(ANN, id)])
      await expect(late).rejects.toMatchObject({ code: 'not_found' });
  });
});
