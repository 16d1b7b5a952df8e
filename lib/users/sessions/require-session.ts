import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '../viewer';

/** Throws `forbidden` for all but a person in their browser: tokens do not change the account that they belong to. */
export function requireSession(viewer: Viewer): string {
  requireNothingOwed(viewer);
  return requireBrowser(viewer);
}

/** The same for what somebody may do who owes a second factor yet: set it up. */
export function requireBrowser(viewer: Viewer): string {
  if (viewer.sessionId !== undefined && viewer.scopes === undefined) return viewer.sessionId;
  throw new GatewayError('forbidden', 'Only a person who is signed in can do this, for themselves.');
}

/** Throws `forbidden` for who owes a second factor. */
export function requireNothingOwed(viewer: Viewer): void {
  if (viewer.owesSecondFactor === true)
    throw new GatewayError(
      'forbidden',
      'A second factor is demanded of everybody here: set yours up first, at /second-factor.',
    );
}
