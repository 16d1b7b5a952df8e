import { db } from '@/lib/db';
import { configFile } from './config-file';
import { readSeen } from './key-changes';
import { readState } from './read-state';
import type { ConfigFile } from './schemas';

export interface ExportedConfig {
  version: number;
  /** Up to which change it was looked; see requireKeysSeen. */
  seen: number;
  file: ConfigFile;
}

/**
 * The configuration in force as one file that can be applied again. Secrets are in it only as `env:NAME` or
 * `secret:ID`; keys are without their values. Two exports of the same state are the same to the byte.
 */
export async function exportConfig(): Promise<ExportedConfig> {
  return db().$transaction(
    async (tx) => {
      const state = await readState(tx);
      return { version: state.version, seen: await readSeen(tx), file: configFile(state) };
    },
    { isolationLevel: 'RepeatableRead' },
  );
}
