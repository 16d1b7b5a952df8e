import type { Viewer } from '@/lib/users/viewer';
import type { Actor } from './schemas';

/** A viewer as the one who changes something. */
export function actorOf({ id, email, origin }: Viewer): Actor {
  return { id, name: email, ...origin };
}

/** Tollgate itself: what it does at a start, or on a schedule. */
export const TOLLGATE: Actor = { id: 'tollgate', name: 'tollgate' };

/** Whoever works on the machine itself. */
export const COMMAND_LINE: Actor = { id: 'cli', name: 'command line' };
