import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import type { Right } from './rights';
import { isRole, ROLE_RIGHTS } from './roles';

/** Whether the viewer's role, and the scopes of the token that they came with, include a right. Unknown roles have none, nor has who owes a second factor. */
export function may(viewer: Viewer, right: Right): boolean {
  if (viewer.owesSecondFactor === true) return false;
  if (!isRole(viewer.role) || !ROLE_RIGHTS[viewer.role].has(right)) return false;
  return viewer.scopes === undefined || viewer.scopes.includes(right);
}

/** Throws `forbidden`, in words that name what is missing. */
export function requireRight(viewer: Viewer, right: Right): void {
  if (!may(viewer, right))
    throw new GatewayError('forbidden', `You may not do this: your role lacks the right ${right}.`);
}
