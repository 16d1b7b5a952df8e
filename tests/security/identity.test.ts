import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '@/lib/audit/list';
import { verifyAudit } from '@/lib/audit/verify';
import { db } from '@/lib/db';
import { admitFederated, type FederatedIdentity } from '@/lib/users/admit-federated';
import { authenticate } from '@/lib/users/authenticate';
import { changePassword } from '@/lib/users/passwords/change-password';
import { confirmSecondFactor } from '@/lib/users/second-factor/confirm-second-factor';
import { endSession } from '@/lib/users/sessions/end-session';
import { findSession } from '@/lib/users/sessions/find-session';
import { listSessions } from '@/lib/users/sessions/list-sessions';
import { hashPassword } from '@/lib/users/passwords/hash-password';
import { invite } from '@/lib/users/invitations/invite';
import { openSession, SESSION_MS } from '@/lib/users/sessions/open-session';
import { redeemInvitation } from '@/lib/users/invitations/redeem-invitation';
import { removePerson } from '@/lib/users/people/remove-person';
import { ACCOUNT_LIMIT } from '@/lib/users/sign-in-limit';
import { startSecondFactor } from '@/lib/users/second-factor/start-second-factor';
import { removeTeam } from '@/lib/teams/remove';
import { saveTeam } from '@/lib/teams/save';
import { updatePerson } from '@/lib/users/people/update-person';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { authenticatorCode } from '@/tests/support/authenticator';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';

const PASSWORD = 'correct horse battery';
const DAY_MS = 86_400_000;
const NOW = new Date('2026-11-22T12:00:00Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);
const place = { method: 'password', address: '10.0.0.1', agent: 'test' };

let database: FreshDatabase;
let passwordHash: string;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  passwordHash = await hashPassword(PASSWORD);
});
beforeEach(async () => {
  await db().user.deleteMany();
  await db().signInAttempt.deleteMany();
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** A person with an open session, as they come with a request. */
async function person(email: string, role: string): Promise<Viewer> {
  const { id } = await db().user.create({ data: { email, role, passwordHash } });
  const viewer = await findSession(await openSession(id, place, NOW), NOW);
  if (viewer === null) throw new Error('no session');
  return viewer;
}

describe('sessions', () => {
  test('end when they are old, ended, or their person is removed', async () => {
    const ada = await person('ada@example.com', 'admin');
    const other = await openSession(ada.id, place, NOW);
    for (let half = 1; half < 14; half += 1) await findSession(other, later((half * DAY_MS) / 2));
    expect(await findSession(other, later(SESSION_MS - 1))).not.toBeNull();
    expect(await findSession(other, later(SESSION_MS))).toBeNull();
    await endSession(ada, { id: 'others' }, NOW);
    expect(await findSession(other, NOW)).toBeNull();
    expect(await findSession(ada.sessionId ?? '', NOW)).not.toBeNull();
    await removePerson(OWNER, { id: ada.id });
    expect(await findSession(ada.sessionId ?? '', NOW)).toBeNull();
  });

  test('end a day after they were last used, to the millisecond, and are listed no longer', async () => {
    const ada = await person('ada@example.com', 'admin');
    const other = await openSession(ada.id, place, NOW);
    expect(await findSession(other, later(DAY_MS))).toBeNull();
    expect(await findSession(other, later(DAY_MS + 1))).toBeNull();
    expect(await listSessions(ada, later(DAY_MS - 1))).toHaveLength(2);
    expect(await findSession(other, later(DAY_MS - 1))).not.toBeNull();
    // That was a use: a day from then.
    expect(await findSession(other, later(2 * DAY_MS - 2))).not.toBeNull();
    expect(await listSessions(ada, later(2 * DAY_MS - 2))).toHaveLength(1);
    expect(await findSession(other, later(3 * DAY_MS - 2))).toBeNull();
    await openSession(ada.id, place, later(4 * DAY_MS));
    expect(await db().userSession.count({ where: { userId: ada.id } }), 'what is over is removed').toBe(1);
  });

  test('are written to when they are used at most every five minutes', async () => {
    const ada = await person('ada@example.com', 'viewer');
    const id = ada.sessionId ?? '';
    const seenAfter = async (ms: number) => {
      await findSession(id, later(ms));
      const { lastSeenAt } = await db().userSession.findUniqueOrThrow({ where: { id } });
      return lastSeenAt.getTime() - NOW.getTime();
    };
    expect(await seenAfter(5 * 60_000 - 1)).toBe(0);
    expect(await seenAfter(5 * 60_000)).toBe(5 * 60_000);
  });

  test('a new password ends all the others, and the old one opens nothing', async () => {
    const ada = await person('ada@example.com', 'viewer');
    const other = await openSession(ada.id, place, NOW);
    await expect(
      changePassword(ada, { current: 'wrong', next: 'a new password 7' }, NOW),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
    await changePassword(ada, { current: PASSWORD, next: 'another good phrase' }, NOW);
    expect(await findSession(other, NOW)).toBeNull();
    expect(await findSession(ada.sessionId ?? '', NOW)).not.toBeNull();
    const kinds = [PASSWORD, 'another good phrase'].map((password) =>
      authenticate({ email: ada.email, password }, '10.0.0.1', NOW).then(({ kind }) => kind),
    );
    expect(await Promise.all(kinds)).toEqual(['refused', 'user']);
  });

  test('tokens do not touch the account that they belong to', async () => {
    const token: Viewer = { ...(await person('ada@example.com', 'owner')), scopes: ['workspace.read'] };
    await expect(
      changePassword(token, { current: PASSWORD, next: 'a new password 7' }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('the second factor', () => {
  async function withFactor() {
    const ada = await person('ada@example.com', 'viewer');
    const { secret } = await startSecondFactor(ada, { password: PASSWORD }, NOW);
    const codeAt = (ms: number) => authenticatorCode(secret, NOW.getTime() + ms);
    const recovery = await confirmSecondFactor(ada, { code: codeAt(-30_000) }, NOW);
    const signIn = (code: string, ms = 0) =>
      authenticate({ email: ada.email, password: PASSWORD, code }, '10.0.0.1', later(ms)).then(
        ({ kind }) => kind,
      );
    return { codeAt, recovery, signIn };
  }

  test('is asked for, takes each code once, and no earlier one after it', async () => {
    const { codeAt, signIn } = await withFactor();
    expect(await signIn('')).toBe('code_needed');
    expect(await signIn('000000')).toBe('code_wrong');
    const twice = await Promise.all([signIn(codeAt(0)), signIn(codeAt(0))]);
    expect(twice.sort()).toEqual(['code_wrong', 'user']);
    expect(await signIn(codeAt(-30_000))).toBe('code_wrong');
    expect(await signIn(codeAt(30_000), 30_000)).toBe('user');
  });

  test('takes each recovery code once, and keeps none of them in the clear', async () => {
    const { recovery, signIn } = await withFactor();
    const [first = ''] = recovery;
    expect(recovery).toHaveLength(10);
    expect(JSON.stringify(await db().recoveryCode.findMany())).not.toContain(first);
    expect([await signIn(first.toLowerCase()), await signIn(first)]).toEqual(['user', 'code_wrong']);
  });

  test('is not in force with another secret than the one whose code was shown', async () => {
    const ada = await person('ada@example.com', 'viewer');
    const { secret } = await startSecondFactor(ada, { password: PASSWORD }, NOW);
    const waiting = async () => {
      const rows = await db().$queryRaw<{ count: number }[]>`
        SELECT count(*)::int FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return rows[0]?.count;
    };
    const code = authenticatorCode(secret, NOW.getTime());
    const confirmed = await db().$transaction(async (tx) => {
      // As starting once more does, just when the code is held against the first.
      await tx.$executeRaw`UPDATE second_factor SET secret = secret || '\\x00'::bytea WHERE user_id = ${ada.id}`;
      const outcome = Promise.allSettled([confirmSecondFactor(ada, { code }, NOW)]);
      await expect.poll(waiting).toBe(1);
      return { outcome };
    });
    expect(await confirmed.outcome).toMatchObject([{ status: 'rejected', reason: { code: 'conflict' } }]);
    expect(await db().secondFactor.findUnique({ where: { userId: ada.id } })).toMatchObject({
      confirmedAt: null,
    });
    expect(await db().recoveryCode.count({ where: { userId: ada.id } })).toBe(0);
  });

  test('that is in use is not replaced', async () => {
    const ada = await person('ada@example.com', 'viewer');
    const { secret } = await startSecondFactor(ada, { password: PASSWORD }, NOW);
    await confirmSecondFactor(ada, { code: authenticatorCode(secret, NOW.getTime()) }, NOW);
    const before = await db().secondFactor.findUnique({ where: { userId: ada.id } });
    await expect(startSecondFactor(ada, { password: PASSWORD }, NOW)).rejects.toMatchObject({
      code: 'conflict',
    });
    expect(await db().secondFactor.findUnique({ where: { userId: ada.id } })).toEqual(before);
  });

  test('is held at the limit of a sign-in, even for the right code', async () => {
    const { codeAt, signIn } = await withFactor();
    for (let tries = 0; tries < ACCOUNT_LIMIT; tries += 1) await signIn('000000');
    expect(await signIn(codeAt(0))).toBe('too_many');
  });
});

describe('invitations', () => {
  const tokenOf = (path: string) => new URL(path, 'http://x').searchParams.get('token') ?? '';
  const join = (path: string, now = NOW) =>
    redeemInvitation({ token: tokenOf(path), password: PASSWORD }, '10.0.0.1', now).then(({ kind }) => kind);

  test('work once, in time, and for nobody above their inviter', async () => {
    const admin = await person('admin@example.com', 'admin');
    await expect(invite(admin, { email: 'o@example.com', role: 'owner' }, NOW)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const scoped: Viewer = { ...admin, scopes: ['user.manage'] };
    await expect(invite(scoped, { email: 'a@example.com', role: 'viewer' }, NOW)).rejects.toMatchObject({
      code: 'forbidden',
    });
    const { path } = await invite(admin, { email: 'b@example.com', role: 'admin', expiresInDays: 1 }, NOW);
    expect(await join(path, later(86_400_000))).toBe('closed');
    const tries = await Promise.all([join(path), join(path), join(path)]);
    expect(tries.sort()).toEqual(['closed', 'closed', 'created']);
  });

  test('say of each field what is wrong, and stay open', async () => {
    const { path } = await invite(OWNER, { email: 'c@example.com', role: 'viewer' }, NOW);
    const redeem = (wrong: object) =>
      redeemInvitation({ token: tokenOf(path), password: PASSWORD, ...wrong }, '10.0.0.1', NOW);
    expect(await redeem({ name: 'n'.repeat(201), password: 'x' })).toEqual({
      kind: 'invalid',
      fields: { name: 'must have at most 200 characters', password: 'Use at least 12 characters.' },
    });
    expect(await redeem({ password: undefined })).toEqual({
      kind: 'invalid',
      fields: { password: 'is needed' },
    });
    expect(await redeem({ token: undefined })).toEqual({ kind: 'closed' });
    expect(await redeem({ name: 'n'.repeat(200) })).toMatchObject({ kind: 'created' });
    await expect(invite(OWNER, { email: 'c@example.com', role: 'viewer' }, NOW)).rejects.toMatchObject({
      param: 'email',
    });
  });

  test('made for one address at the same moment leave one link that works', async () => {
    const made = await Promise.all(
      [1, 2, 3, 4].map(() => invite(OWNER, { email: 'd@example.com', role: 'viewer' }, NOW)),
    );
    expect(await db().invitation.count({ where: { email: 'd@example.com', revokedAt: null } })).toBe(1);
    const kinds = await Promise.all(made.map(({ path }) => join(path)));
    expect(kinds.sort()).toEqual(['closed', 'closed', 'closed', 'created']);
  });

  test('of somebody who has lost the role, or has left, are closed', async () => {
    const admin = await person('admin@example.com', 'admin');
    const { path } = await invite(admin, { email: 'b@example.com', role: 'engineer' }, NOW);
    await updatePerson(OWNER, { id: admin.id, role: 'viewer' });
    expect(await join(path)).toBe('closed');
    await removePerson(OWNER, { id: admin.id });
    expect(await db().invitation.count({ where: { email: 'b@example.com' } })).toBe(0);
  });
});

describe('teams of people', () => {
  const inTeam = (team: string) => [{ workspace: 'main', teams: [team] }];
  const teamIds = async () => (await db().team.findMany({ select: { id: true } })).map(({ id }) => id);

  test('are removed when only an invitation that is over names them, and not while one is open', async () => {
    await saveTeam(OWNER, { id: 'web', name: 'Web' });
    const invited = { email: 'e@example.com', role: 'engineer', memberships: inTeam('web') } as const;
    await invite(OWNER, { ...invited, expiresInDays: 1 }, NOW);
    const remove = (now: Date) => removeTeam(OWNER, { id: 'web' }, now);
    await expect(remove(later(DAY_MS - 1))).rejects.toMatchObject({ code: 'conflict' });
    await remove(later(DAY_MS));
    expect(await teamIds()).not.toContain('web');
  });

  test('let nobody in by an invitation once they are gone', async () => {
    await saveTeam(OWNER, { id: 'ops', name: 'Ops' });
    const invited = { email: 'f@example.com', role: 'engineer', memberships: inTeam('ops') } as const;
    const { path } = await invite(OWNER, invited, NOW);
    await db().team.deleteMany({ where: { id: 'ops' } });
    const token = new URL(path, 'http://x').searchParams.get('token');
    const redeemed = await redeemInvitation({ token, password: PASSWORD }, '10.0.0.1', NOW);
    expect(redeemed).toEqual({ kind: 'closed' });
    expect(await db().user.count({ where: { email: 'f@example.com' } })).toBe(0);
  });

  test('are either removed or given to somebody when both happen at once', async () => {
    const ada = await person('ada@example.com', 'engineer');
    for (let round = 0; round < 8; round += 1) {
      const team = `team-${round}`;
      await saveTeam(OWNER, { id: team, name: team });
      const outcomes = await Promise.allSettled([
        updatePerson(OWNER, { id: ada.id, memberships: inTeam(team) }),
        removeTeam(OWNER, { id: team }),
      ]);
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      const [membership] = await db().membership.findMany({ where: { userId: ada.id } });
      expect(membership?.teams.includes(team) ?? false).toBe((await teamIds()).includes(team));
      await updatePerson(OWNER, { id: ada.id, memberships: [] });
    }
  });
});

describe('people', () => {
  test('the last owner stays, also when two owners remove each other at once', async () => {
    const [one, two] = [await person('1@example.com', 'owner'), await person('2@example.com', 'owner')];
    const both = await Promise.allSettled([
      removePerson(one, { id: two.id }),
      removePerson(two, { id: one.id }),
    ]);
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [left] = await db().user.findMany();
    await expect(updatePerson(OWNER, { id: left?.id ?? '', role: 'admin' })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  test('an admin neither makes nor changes an owner, and every change is in the sealed log', async () => {
    const [owner, admin] = [await person('o@example.com', 'owner'), await person('a@example.com', 'admin')];
    const raised = updatePerson(admin, { id: admin.id, role: 'owner' });
    await expect(raised).rejects.toMatchObject({ code: 'forbidden' });
    await expect(removePerson(admin, { id: owner.id })).rejects.toMatchObject({ code: 'forbidden' });
    const [entry] = await listAudit(OWNER, { limit: 1 });
    await updatePerson(owner, { id: admin.id, role: 'engineer' });
    const [newest] = await listAudit(OWNER, { limit: 1 });
    expect(newest).toMatchObject({
      action: 'user.change',
      before: { role: 'admin' },
      after: { role: 'engineer' },
    });
    expect(newest?.seq).toBe((entry?.seq ?? 0) + 1);
    expect((await verifyAudit()).problem).toBeUndefined();
  });
});

describe('providers of sign-in', () => {
  const rule = { domains: ['example.org'], role: 'viewer' } as const;
  const identity = (over: Partial<FederatedIdentity>): FederatedIdentity => ({
    ...{ issuer: 'https://issuer.test', subject: 's1', email: 'ada@example.com', emailVerified: true },
    ...over,
  });

  test('let in who is known or invited or of an allowed domain, by a verified address only', async () => {
    const ada = await person('ada@example.com', 'viewer');
    expect(await admitFederated(identity({ emailVerified: false }), rule, NOW)).toBeNull();
    expect(await admitFederated(identity({}), rule, NOW)).toBe(ada.id);
    const renamed = identity({ email: 'other@example.net', emailVerified: false });
    expect(await admitFederated(renamed, rule, NOW)).toBe(ada.id);
    const strangers = ['x@example.net', 'x@sub.example.org', 'x@notexample.org', '"x@example.org"@evil.test'];
    for (const email of strangers)
      expect(await admitFederated(identity({ subject: email, email }), rule, NOW)).toBeNull();
    expect(
      await admitFederated(identity({ subject: 's2', email: 'b@example.org' }), rule, NOW),
    ).not.toBeNull();
    expect(
      await admitFederated(identity({ issuer: 'https://evil.test', email: 'q@q.test' }), rule, NOW),
    ).toBeNull();
  });
});
