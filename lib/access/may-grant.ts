import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { may } from './may';
import { ROLE_RIGHTS, type Role } from './roles';

/** Whether the viewer, with the scopes that they came with, has every right of a role: nobody hands out more than they have. */
export function mayGrant(viewer: Viewer, role: Role): boolean {
  return [...ROLE_RIGHTS[role]].every((right) => may(viewer, right));
}

/** Throws `forbidden`. Asked for a role that is given and for the role of whoever is changed. */
export function requireGrant(viewer: Viewer, role: Role): void {
  if (!mayGrant(viewer, role))
    throw new GatewayError('forbidden', `You do not have every right of the role ${role} yourself.`, {
      param: 'role',
    });
}
