import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { may } from '@/lib/access/may';
import { RIGHTS } from '@/lib/access/rights';
import { listAudit } from '@/lib/audit/list';
import { verifyAudit } from '@/lib/audit/verify';
import { db } from '@/lib/db';
import { createToken } from '@/lib/tokens/create';
import { findTokenCaller } from '@/lib/tokens/find-caller';
import { identifyCaller } from '@/lib/users/identify-caller';
import { ownAccount } from '@/lib/users/own-account';
import { changePassword } from '@/lib/users/passwords/change-password';
import { hashPassword } from '@/lib/users/passwords/hash-password';
import { resetPerson } from '@/lib/users/people/reset-person';
import { confirmSecondFactor } from '@/lib/users/second-factor/confirm-second-factor';
import { answer } from '@/app/api/v1/_api/answer';
import { getSignIn, putSignIn } from '@/app/api/v1/_api/routes/sign-in';
import { demandSecondFactor, secondFactorDemand } from '@/lib/users/second-factor/demand-second-factor';
import { removeSecondFactor } from '@/lib/users/second-factor/remove-second-factor';
import { startSecondFactor } from '@/lib/users/second-factor/start-second-factor';
import { findSession } from '@/lib/users/sessions/find-session';
import { listSessions } from '@/lib/users/sessions/list-sessions';
import { openSession } from '@/lib/users/sessions/open-session';
import type { Viewer } from '@/lib/users/viewer';
import { authenticatorCode } from '@/tests/support/authenticator';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

const PASSWORD = 'correct horse battery';
const NOW = new Date('2026-11-22T12:00:00Z');
const SHUT_OUT = { code: 'forbidden', message: expect.stringContaining('/second-factor') as string };

let database: FreshDatabase;
let passwordHash: string;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await db().user.deleteMany();
  await db().signInAttempt.deleteMany();
  await db().signInPolicy.deleteMany();
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** Who comes with a session now. */
async function seen(sessionId: string | undefined): Promise<Viewer> {
  const viewer = await findSession(sessionId ?? '', NOW);
  if (viewer === null) throw new Error('no session');
  return viewer;
}

async function person(email: string, role: string, method = 'password'): Promise<Viewer> {
  const { id } = await db().user.create({ data: { email, role, passwordHash } });
  return seen(await openSession(id, { method, address: '10.0.0.1', agent: 'test' }, NOW));
}

async function setUp(viewer: Viewer): Promise<string[]> {
  const { secret } = await startSecondFactor(viewer, { password: PASSWORD }, NOW);
  return confirmSecondFactor(viewer, { code: authenticatorCode(secret, NOW.getTime()) }, NOW);
}

/** An admin with a second factor, who demands one of everybody. */
async function demanding(): Promise<{ admin: Viewer; recovery: string[] }> {
  const admin = await person('admin@example.com', 'admin');
  const recovery = await setUp(admin);
  await demandSecondFactor(admin, { demanded: true });
  return { admin, recovery };
}

test('nothing is demanded before somebody turns it on', async () => {
  const ada = await person('ada@example.com', 'owner');
  expect(ada.owesSecondFactor).toBeUndefined();
  expect(await secondFactorDemand(ada)).toEqual({ demanded: false, without: 1 });
});

test('a session that was open before has no right and no reach from its next request on', async () => {
  const ada = await person('ada@example.com', 'owner');
  await demanding();
  const owing = await seen(ada.sessionId);
  expect(owing).toMatchObject({ owesSecondFactor: true, reach: [] });
  expect(RIGHTS.filter((right) => may(owing, right))).toEqual([]);
  expect(await secondFactorDemand(owing)).toBeUndefined();
  for (const method of ['GET', 'POST']) {
    const headers = new Headers({ 'sec-fetch-site': 'same-origin' });
    await expect(identifyCaller({ method, headers }, () => Promise.resolve(owing))).rejects.toMatchObject(
      SHUT_OUT,
    );
  }
  await expect(listSessions(owing, NOW)).rejects.toMatchObject(SHUT_OUT);
  await expect(
    changePassword(owing, { current: PASSWORD, next: 'another good phrase' }, NOW),
  ).rejects.toMatchObject(SHUT_OUT);
  await expect(demandSecondFactor(owing, { demanded: false })).rejects.toMatchObject({ code: 'forbidden' });
});

test('one that is started and not confirmed opens nothing; confirmed it gives the rights back', async () => {
  const ada = await person('ada@example.com', 'engineer');
  await demanding();
  const owing = await seen(ada.sessionId);
  const { secret } = await startSecondFactor(owing, { password: PASSWORD }, NOW);
  expect((await seen(ada.sessionId)).owesSecondFactor).toBe(true);
  await expect(confirmSecondFactor(owing, { code: '000000' }, NOW)).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect((await seen(ada.sessionId)).owesSecondFactor).toBe(true);
  const codes = await confirmSecondFactor(owing, { code: authenticatorCode(secret, NOW.getTime()) }, NOW);
  expect(codes).toHaveLength(10);
  const free = await seen(ada.sessionId);
  expect(free.owesSecondFactor).toBeUndefined();
  expect(may(free, 'config.draft')).toBe(true);
});

test('who has none cannot demand it, nor who does not manage people', async () => {
  const bare = await person('bare@example.com', 'owner');
  await expect(demandSecondFactor(bare, { demanded: true })).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('your own second factor first') as string,
  });
  const engineer = await person('engineer@example.com', 'engineer');
  await setUp(engineer);
  await expect(demandSecondFactor(engineer, { demanded: true })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await db().signInPolicy.count()).toBe(0);
});

test('a token may demand it over the API, and reads how many have none', async () => {
  await person('bare@example.com', 'engineer');
  const call = async (method: 'GET' | 'PUT', body?: unknown) => {
    const request = new Request('http://tollgate.test/api/v1/sign-in', {
      method,
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const response = await answer(method === 'GET' ? getSignIn : putSignIn, request, {}, () =>
      Promise.resolve(OWNER),
    );
    return { status: response.status, json: (await response.json()) as unknown };
  };
  expect(await call('PUT', { demanded: 'yes' })).toMatchObject({ status: 400 });
  expect(await call('PUT', { demanded: true })).toEqual({
    status: 200,
    json: { demanded: true, without: 1 },
  });
  expect(await call('GET')).toEqual({ status: 200, json: { demanded: true, without: 1 } });
});

test('one’s own stays while it is demanded, and may go afterwards', async () => {
  const { admin, recovery } = await demanding();
  const [code = ''] = recovery;
  await expect(removeSecondFactor(admin, { code }, NOW)).rejects.toMatchObject({
    code: 'conflict',
    message: expect.stringContaining('yours cannot be turned off') as string,
  });
  expect(await ownAccount(admin)).toMatchObject({
    ...{ secondFactor: true, secondFactorDemanded: true, recoveryCodesLeft: 10 },
  });
  await demandSecondFactor(admin, { demanded: false });
  await removeSecondFactor(admin, { code }, NOW);
  expect(await ownAccount(admin)).toMatchObject({ secondFactor: false, secondFactorDemanded: false });
});

test('a provider of sign-in answers for its people, who may demand it of the others', async () => {
  const olga = await person('olga@example.com', 'admin', 'openid');
  await demandSecondFactor(olga, { demanded: true });
  const later = await seen(olga.sessionId);
  expect(later.owesSecondFactor).toBeUndefined();
  expect(may(later, 'user.manage')).toBe(true);
  const place = { method: 'password', address: '10.0.0.1', agent: 'test' };
  expect((await seen(await openSession(olga.id, place, NOW))).owesSecondFactor, 'by password').toBe(true);
});

test('service tokens go on', async () => {
  const ada = await person('ada@example.com', 'engineer');
  const { value } = await createToken(ada, { name: 'ci', scopes: ['config.read'] }, NOW);
  await demanding();
  const caller = await findTokenCaller(value, NOW);
  expect(caller && may(caller, 'config.read')).toBe(true);
});

test('the only admin, with app and codes lost, is let back in by the machine’s own token', async () => {
  const { admin } = await demanding();
  await resetPerson(OWNER, { id: admin.id, secondFactor: true }, NOW);
  const place = { method: 'password', address: '10.0.0.1', agent: 'test' };
  const back = await seen(await openSession(admin.id, place, NOW));
  expect(back.owesSecondFactor).toBe(true);
  await setUp(back);
  expect(may(await seen(back.sessionId), 'user.manage')).toBe(true);
});

test('each change is one entry of the audit log; what changes nothing is none', async () => {
  const { admin } = await demanding();
  await demandSecondFactor(admin, { demanded: true });
  await demandSecondFactor(admin, { demanded: false });
  const entries = await listAudit(OWNER, { action: 'sign_in.second_factor' });
  const mine = entries.filter(({ actor }) => actor.id === admin.id);
  expect(mine.map(({ before, after }) => [before, after])).toEqual([
    [{ demanded: true }, { demanded: false }],
    [{ demanded: false }, { demanded: true }],
  ]);
  expect((await verifyAudit()).problem).toBeUndefined();
});
