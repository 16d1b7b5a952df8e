import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { createToken } from '@/lib/tokens/create';
import { findTokenCaller } from '@/lib/tokens/find-caller';
import { listTokens } from '@/lib/tokens/list';
import { revokeToken } from '@/lib/tokens/revoke';
import { may } from '@/lib/access/may';
import type { Viewer } from '@/lib/users/viewer';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

const NOW = new Date('2026-11-22T12:00:00Z');
const DAY_MS = 86_400_000;

let database: FreshDatabase;
let engineer: Viewer;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await db().workspace.create({ data: { id: 'w', name: 'W' } });
  const { id, email, role } = await db().user.create({
    data: {
      email: 'e@example.com',
      passwordHash: 'x',
      role: 'engineer',
      memberships: { create: { workspaceId: 'w', teams: ['blue'] } },
    },
  });
  engineer = { id, email, role, reach: [{ workspaceId: 'w', teams: ['blue'] }] };
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

describe('service tokens', () => {
  test('may what their scopes say, where their creator may', async () => {
    const { token, value } = await createToken(engineer, { name: 'ci', scopes: ['config.read'] }, NOW);
    expect(value).toMatch(/^tgs-[\w-]{43}$/);
    expect(JSON.stringify(await listTokens(engineer))).not.toContain(value);
    const caller = await findTokenCaller(value, NOW);
    expect(caller).toMatchObject({ role: 'engineer', reach: [{ workspaceId: 'w', teams: ['blue'] }] });
    expect(caller && may(caller, 'config.read')).toBe(true);
    expect(caller && may(caller, 'workspace.read')).toBe(false);
    expect(token.lastUsedAt).toBeNull();
    expect((await listTokens(engineer))[0]?.lastUsedAt).toBe(NOW.toISOString());
  });

  test('never exceed their creator, neither when made nor later', async () => {
    const asked = createToken(engineer, { name: 'x', scopes: ['config.publish'] }, NOW);
    await expect(asked).rejects.toMatchObject({ code: 'forbidden', param: 'scopes' });
    const { value } = await createToken(engineer, { name: 'x', scopes: ['config.draft'] }, NOW);
    await db().user.update({ where: { id: engineer.id }, data: { role: 'viewer' } });
    const caller = await findTokenCaller(value, NOW);
    expect(caller && may(caller, 'config.draft')).toBe(false);
    await db().user.update({ where: { id: engineer.id }, data: { role: 'engineer' } });
  });

  test('end when they expire, to the millisecond, and when they are revoked', async () => {
    const made = { name: 'x', scopes: ['config.read'], expiresInDays: 1 } as const;
    const { token, value } = await createToken(engineer, { ...made, scopes: [...made.scopes] }, NOW);
    expect(await findTokenCaller(value, new Date(NOW.getTime() + DAY_MS - 1))).not.toBeNull();
    expect(await findTokenCaller(value, new Date(NOW.getTime() + DAY_MS))).toBeNull();
    await revokeToken(engineer, { id: token.id }, NOW);
    expect(await findTokenCaller(value, NOW)).toBeNull();
    expect((await revokeToken(engineer, { id: token.id })).revokedAt).toBe(NOW.toISOString());
  });

  test('are made by people only: not by tokens, and not by the token of the installation', async () => {
    const scoped: Viewer = { ...engineer, scopes: ['config.read'] };
    await expect(createToken(scoped, { name: 'x', scopes: ['config.read'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(createToken(OWNER, { name: 'x', scopes: ['config.read'] })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('of another are not there for who may not manage people', async () => {
    const { token } = await createToken(engineer, { name: 'mine', scopes: ['config.read'] }, NOW);
    const stranger: Viewer = { id: 'other', email: 'o@example.com', role: 'engineer', reach: [] };
    await expect(revokeToken(stranger, { id: token.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await listTokens(stranger)).toEqual([]);
    expect((await listTokens(OWNER)).length).toBeGreaterThan(0);
  });
});
