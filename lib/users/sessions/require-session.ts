import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '../viewer';

/** Throws `forbidden` for all but a person in their browser: tokens do not change the account that they belong to. */
export function requireSession(viewer: Viewer): string {
  if (viewer.sessionId !== undefined && viewer.scopes === undefined) return viewer.sessionId;
  throw new GatewayError('forbidden', 'Only a person who is signed in can do this, for themselves.');
}
