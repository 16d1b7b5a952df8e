import { RIGHTS, type Right } from './rights';

/** From the most to the least. */
export const ROLES = ['owner', 'admin', 'engineer', 'member', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

const VIEWER = ['workspace.read'] as const satisfies readonly Right[];
const MEMBER = [...VIEWER, 'playground.use', 'key.manage.own'] as const satisfies readonly Right[];
const ENGINEER = [
  ...MEMBER,
  'body.read',
  'key.manage',
  'job.run',
  'alert.handle',
  'config.read',
  'config.draft',
] as const satisfies readonly Right[];
const ADMIN = [
  ...ENGINEER,
  'config.publish',
  'user.manage',
  'audit.read',
  'data.erase',
] as const satisfies readonly Right[];

/** The written table of who may do what. Each role has all rights of those below it. */
export const ROLE_RIGHTS: Readonly<Record<Role, ReadonlySet<Right>>> = {
  owner: new Set(RIGHTS),
  admin: new Set(ADMIN),
  engineer: new Set(ENGINEER),
  member: new Set(MEMBER),
  viewer: new Set(VIEWER),
};

export function isRole(name: string): name is Role {
  return (ROLES as readonly string[]).includes(name);
}

/** True when `role` stands no higher than `other`: nobody hands out more than they have. */
export function isWithin(role: Role, other: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(other);
}
