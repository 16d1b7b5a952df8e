import { db } from '@/lib/db';
import { configFile } from './config-file';
import { diffConfig, type ConfigChange } from './versions/diff-config';
import { ConfigProblemsError } from './check/problem';
import { readSeen } from './key-changes';
import { knownOf, readState } from './read-state';
import type { ConfigFile } from './schemas';
import { resolveCredentials } from './secrets/resolve-credentials';
import { validateConfig } from './check/validate-config';

export interface ConfigPreview {
  /** In force now; give it as `expectedVersion` to apply exactly this. */
  version: number;
  /** Give it too, so that keys that are changed meanwhile are a conflict. */
  seen: number;
  changes: ConfigChange[];
}

/** What applying a file would change; nothing is. Throws {@link ConfigProblemsError} when it would be refused. */
export async function previewConfig(file: unknown, nowMs = Date.now()): Promise<ConfigPreview> {
  const { wanted: _file, ...preview } = await previewFile(file, nowMs);
  return preview;
}

/** The same with the file as it would be in force. */
export async function previewFile(
  file: unknown,
  nowMs = Date.now(),
): Promise<ConfigPreview & { wanted: ConfigFile }> {
  const { state, seen } = await db().$transaction(
    async (tx) => ({ state: await readState(tx), seen: await readSeen(tx) }),
    { isolationLevel: 'RepeatableRead' },
  );
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
  return { version: state.version, seen, changes: diffConfig(configFile(state), wanted), wanted };
}
