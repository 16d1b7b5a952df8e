import { requireRight } from '@/lib/access/may';
import { ConfigProblemsError } from '@/lib/config/check/problem';
import { knownOf, type ConfigState } from '@/lib/config/read-state';
import type { KeyEntry } from '@/lib/config/schemas';
import { validateConfig } from '@/lib/config/check/validate-config';
import type { Viewer } from '@/lib/users/viewer';
import { requireKeyRight } from './may-manage';

/** Throws `forbidden` for a key that is not the viewer's to make so: nobody gives a key what they do not have themselves. */
export function requireKeyWithin(viewer: Viewer, entry: Omit<KeyEntry, 'id'>): void {
  requireKeyRight(viewer, { workspaceId: entry.workspace, team: entry.team });
  if (entry.bodies === 'on') requireRight(viewer, 'body.read');
}

/** The same rules as for a key in a configuration file. Throws {@link ConfigProblemsError} with paths inside the key. */
export function checkEntry(state: ConfigState, entry: KeyEntry): void {
  const validation = validateConfig({ ...state.document, keys: [entry] }, knownOf(state, Date.now()));
  if (validation.ok) return;
  const own = validation.problems.filter(({ path }) => path.startsWith('keys[0]'));
  if (own.length === 0) return;
  throw new ConfigProblemsError(
    own.map(({ path, message }) => ({ path: path.slice('keys[0].'.length), message })),
  );
}
