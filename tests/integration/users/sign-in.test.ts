import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { authenticate } from '@/lib/users/authenticate';
import { createSetupToken, SETUP_TOKEN_MS } from '@/lib/users/set-up/create-setup-token';
import { ensureAdmin } from '@/lib/users/set-up/ensure-admin';
import { isSetupTokenOpen } from '@/lib/users/set-up/find-setup-token';
import { redeemSetupToken } from '@/lib/users/set-up/redeem-setup-token';
import { ACCOUNT_LIMIT, ADDRESS_LIMIT, admitSignIn, WINDOW_MS } from '@/lib/users/sign-in-limit';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const EMAIL = 'ada@example.com';
const PASSWORD = 'correct horse battery';
const NOW = new Date('2026-11-22T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
});
beforeEach(async () => {
  await db().user.deleteMany();
  await db().setupToken.deleteMany();
  await db().signInAttempt.deleteMany();
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const tryPassword = (password: string, address = '10.0.0.1', now = NOW) =>
  authenticate({ email: EMAIL, password }, address, now).then(({ kind }) => kind);

describe('set-up', () => {
  test('of many simultaneous tries with one link exactly one makes the owner', async () => {
    const token = await createSetupToken(NOW);
    const tries = [1, 2, 3, 4, 5].map((n) =>
      redeemSetupToken({ token, email: `u${n}@example.com`, password: PASSWORD }, NOW),
    );
    const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'created')).toHaveLength(1);
    expect(await db().user.count()).toBe(1);
    expect(await db().user.findFirst()).toMatchObject({ role: 'owner' });
  });

  test('a link works until 24 hours have passed, and only the newest one', async () => {
    const old = await createSetupToken(NOW);
    const token = await createSetupToken(NOW);
    expect(await isSetupTokenOpen(old, NOW)).toBe(false);
    expect(await isSetupTokenOpen(token, later(SETUP_TOKEN_MS - 1))).toBe(true);
    expect(await isSetupTokenOpen(token, later(SETUP_TOKEN_MS))).toBe(false);
  });

  test('with a user there is no link, and an open one is closed', async () => {
    const token = await createSetupToken(NOW);
    await ensureAdmin({ email: EMAIL, password: PASSWORD });
    expect(await createSetupToken(NOW)).toBeNull();
    expect(await isSetupTokenOpen(token, NOW)).toBe(false);
    const answer = await redeemSetupToken({ token, email: 'b@example.com', password: PASSWORD }, NOW);
    expect(answer).toEqual({ kind: 'closed' });
  });

  test('the token is not in the database', async () => {
    const token = await createSetupToken(NOW);
    expect(JSON.stringify(await db().setupToken.findMany())).not.toContain(token);
  });

  test('what is wrong is said of each field, and does not use the link up', async () => {
    const token = await createSetupToken(NOW);
    const refused = async (wrong: object) => {
      const answer = await redeemSetupToken({ token, email: EMAIL, password: PASSWORD, ...wrong }, NOW);
      return answer.kind === 'invalid' ? answer.fields : answer.kind;
    };
    expect(await refused({ email: '', password: '' })).toEqual({
      email: 'That is not an e-mail address.',
      password: 'Use at least 12 characters.',
    });
    expect(await refused({ email: undefined, password: 7 })).toEqual({
      email: 'is needed',
      password: 'must be a text',
    });
    expect(await refused({ email: 'ada' })).toEqual({ email: 'That is not an e-mail address.' });
    expect(await refused({ email: `${'a'.repeat(243)}@example.com` })).toEqual({
      email: 'That address is too long.',
    });
    const guessed = { password: 'That password is among the first that are guessed.' };
    expect(await refused({ password: 'password1234' })).toEqual(guessed);
    expect(await refused({ password: 'n0t so long' })).toEqual({ password: 'Use at least 12 characters.' });
    const long = 'correct horse '.repeat(20);
    expect(await refused({ password: long.slice(0, 201) })).toEqual({
      password: 'Use at most 200 characters.',
    });
    expect(await refused({ token: 'x'.repeat(101), password: '' })).toBe('closed');
    expect(await isSetupTokenOpen(token, NOW)).toBe(true);
    expect(await refused({ password: long.slice(0, 200) })).toBe('created');
    expect(await refused({})).toBe('closed');
  });
});

describe('headless set-up', () => {
  test('makes the owner once and then leaves the password alone', async () => {
    expect(await ensureAdmin({ email: ' Ada@Example.com ', password: PASSWORD })).toBe('created');
    expect(await ensureAdmin({ email: EMAIL, password: 'another password 7' })).toBe('exists');
    expect(await tryPassword(PASSWORD)).toBe('user');
  });

  test('half of it, or a weak password, is an error that names the variable and not the value', async () => {
    await expect(ensureAdmin({ email: EMAIL })).rejects.toThrow('TOLLGATE_ADMIN_PASSWORD');
    await expect(ensureAdmin({ password: PASSWORD })).rejects.toThrow('TOLLGATE_ADMIN_EMAIL');
    const weak = await ensureAdmin({ email: EMAIL, password: 'letmein12345' }).catch(String);
    expect(weak).toMatch(/TOLLGATE_ADMIN_PASSWORD/);
    expect(weak).not.toContain('letmein12345');
  });

  test('nothing set is nothing done', async () => {
    expect(await ensureAdmin({})).toBe('not_asked');
  });
});

describe('sign-in limits', () => {
  beforeEach(() => ensureAdmin({ email: EMAIL, password: PASSWORD }));

  test('unknown address and wrong password are one answer', async () => {
    const unknown = await authenticate({ email: 'nobody@example.com', password: PASSWORD }, '10.0.0.1', NOW);
    expect([unknown.kind, await tryPassword('wrong password')]).toEqual(['refused', 'refused']);
  });

  test('after ten failures even the right password is refused, until 15 minutes have passed', async () => {
    for (let n = 0; n < ACCOUNT_LIMIT; n += 1) expect(await tryPassword('wrong password')).toBe('refused');
    expect(await tryPassword(PASSWORD)).toBe('too_many');
    expect(await tryPassword(PASSWORD, '10.0.0.2', later(WINDOW_MS - 1))).toBe('too_many');
    expect(await tryPassword(PASSWORD, '10.0.0.1', later(WINDOW_MS))).toBe('user');
  });

  test('attempts at the same moment do not slip past the count', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => admitSignIn(EMAIL, '10.0.0.1', NOW)));
    expect(all.filter(Boolean)).toHaveLength(ACCOUNT_LIMIT);
  });

  test('one address is held at fifty failures, whatever accounts it tries', async () => {
    const data = Array.from({ length: ADDRESS_LIMIT }, (_, n) => ({
      email: `u${n}@example.com`,
      address: '9.9.9.9',
      at: NOW,
    }));
    await db().signInAttempt.createMany({ data });
    expect(await tryPassword(PASSWORD, '9.9.9.9')).toBe('too_many');
    expect(await tryPassword(PASSWORD, '9.9.9.8')).toBe('user');
  });

  test('a success clears the failures of the account', async () => {
    for (let n = 0; n < ACCOUNT_LIMIT - 1; n += 1) await tryPassword('wrong password');
    expect(await tryPassword(PASSWORD)).toBe('user');
    expect(await tryPassword('wrong password')).toBe('refused');
    expect(await tryPassword(PASSWORD)).toBe('user');
  });
});
