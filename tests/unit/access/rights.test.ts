import { describe, expect, test } from 'vitest';
import { may, requireRight } from '@/lib/access/may';
import { reaches, seesTeam, teamsSeen } from '@/lib/access/reach';
import { RIGHTS } from '@/lib/access/rights';
import { isWithin, ROLE_RIGHTS, ROLES } from '@/lib/access/roles';
import { mayManageKey } from '@/lib/keys/may-manage';
import type { Viewer } from '@/lib/users/viewer';

const person = (role: string, more: Partial<Viewer> = {}): Viewer => ({
  id: role,
  email: `${role}@example.com`,
  role,
  ...more,
});

describe('roles', () => {
  test('each role has every right of those below it, and owners have all', () => {
    for (const [index, role] of ROLES.entries())
      for (const lower of ROLES.slice(index))
        expect([...ROLE_RIGHTS[role]]).toEqual(expect.arrayContaining([...ROLE_RIGHTS[lower]]));
    expect([...ROLE_RIGHTS.owner].sort()).toEqual([...RIGHTS].sort());
  });

  test('the written table, right by right', () => {
    const table = Object.fromEntries(
      RIGHTS.map((right) => [right, ROLES.filter((role) => ROLE_RIGHTS[role].has(right)).join(' ')]),
    );
    expect(table).toEqual({
      'workspace.read': 'owner admin engineer member viewer',
      'body.read': 'owner admin engineer',
      'playground.use': 'owner admin engineer member',
      'key.manage.own': 'owner admin engineer member',
      'key.manage': 'owner admin engineer',
      'job.run': 'owner admin engineer',
      'alert.handle': 'owner admin engineer',
      'config.read': 'owner admin engineer',
      'config.draft': 'owner admin engineer',
      'config.publish': 'owner admin',
      'user.manage': 'owner admin',
      'audit.read': 'owner admin',
      'data.erase': 'owner admin',
      'owner.manage': 'owner',
    });
  });

  test('an unknown role has no right at all', () => {
    for (const role of ['', 'none', 'Owner', '__proto__', 'constructor'])
      for (const right of RIGHTS) expect(may(person(role), right)).toBe(false);
    expect(() => requireRight(person('none'), 'workspace.read')).toThrow(/lacks the right/);
  });

  test('a scope narrows a role and never widens it', () => {
    const scoped = person('member', { scopes: ['workspace.read', 'config.publish'] });
    expect(RIGHTS.filter((right) => may(scoped, right))).toEqual(['workspace.read']);
  });

  test('nobody stands above themselves', () => {
    expect(isWithin('admin', 'owner')).toBe(true);
    expect(isWithin('admin', 'admin')).toBe(true);
    expect(isWithin('owner', 'admin')).toBe(false);
  });
});

describe('reach', () => {
  const inTeam = person('member', { reach: [{ workspaceId: 'main', teams: ['blue'] }] });
  const inWorkspace = person('engineer', { reach: [{ workspaceId: 'main' }] });

  test('without one, everything; with one, what it names', () => {
    expect(reaches(person('owner'), 'other')).toBe(true);
    expect(reaches(inTeam, 'other')).toBe(false);
    expect(reaches(person('viewer', { reach: [] }), 'main')).toBe(false);
    expect(teamsSeen(inWorkspace, 'main')).toBeUndefined();
  });

  test('of a team one sees what is that team’s, and nothing that is nobody’s', () => {
    expect(seesTeam(inTeam, 'main', 'blue')).toBe(true);
    expect(seesTeam(inTeam, 'main', 'red')).toBe(false);
    expect(seesTeam(inTeam, 'main', null)).toBe(false);
    expect(seesTeam(inTeam, 'other', 'blue')).toBe(false);
    expect(seesTeam(inWorkspace, 'main', null)).toBe(true);
  });

  test('keys: members manage those of their own teams, engineers those of their workspace', () => {
    const main = { workspaceId: 'main' };
    expect(mayManageKey(inTeam, { ...main, team: 'blue' })).toBe(true);
    expect(mayManageKey(inTeam, { ...main, team: 'red' })).toBe(false);
    expect(mayManageKey(inTeam, main)).toBe(false);
    expect(mayManageKey(inWorkspace, main)).toBe(true);
    expect(mayManageKey(inWorkspace, { workspaceId: 'other' })).toBe(false);
    expect(mayManageKey(person('member', { reach: [main] }), { ...main, team: 'blue' })).toBe(false);
    expect(
      mayManageKey(person('viewer', { reach: [{ ...main, teams: ['blue'] }] }), { ...main, team: 'blue' }),
    ).toBe(false);
  });
});
