import { db } from '@/lib/db';
import { configFile } from './config-file';
import { diffConfig, type ConfigChange } from './versions/diff-config';
import { ConfigProblemsError } from './check/problem';
import { knownOf, readState } from './read-state';
import type { ConfigFile } from './schemas';
import { resolveCredentials } from './secrets/resolve-credentials';
import { validateConfig } from './check/validate-config';

export interface ConfigPreview {
  /** In force now; give it as `expectedVersion` to apply exactly this. */
  version: number;
  changes: ConfigChange[];
}

/** What applying a file would change; nothing is. Throws {@link ConfigProblemsError} when it would be refused. */
export async function previewConfig(file: unknown, nowMs = Date.now()): Promise<ConfigPreview> {
  const { version, changes } = await previewFile(file, nowMs);
  return { version, changes };
}

/** The same with the file as it would be in force. */
export async function previewFile(
  file: unknown,
  nowMs = Date.now(),
): Promise<ConfigPreview & { wanted: ConfigFile }> {
  const state = await db().$transaction(readState, { isolationLevel: 'RepeatableRead' });
  const known = knownOf(state, nowMs);
  const validation = validateConfig(file, known);
  if (!validation.ok) throw new ConfigProblemsError(validation.problems);
  const { providers, channels } = resolveCredentials(validation.file, state);
  const keys = validation.file.keys.map((key) => {
    // A value that the key has already is no change.
    if (key.value === undefined || known.keyWithValue(key.value) !== key.id) return key;
    const { value: _same, ...rest } = key;
    return rest;
  });
  const wanted = { ...validation.file, providers, channels, keys };
  return { version: state.version, changes: diffConfig(configFile(state), wanted), wanted };
}
