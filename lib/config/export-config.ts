import { db } from '@/lib/db';
import { configFile } from './config-file';
import { readState } from './read-state';
import type { ConfigFile } from './schemas';

export interface ExportedConfig {
  version: number;
  file: ConfigFile;
}

/**
 * The configuration in force as one file that can be applied again. Secrets are in it only as `env:NAME` or
 * `secret:ID`; keys are without their values. Two exports of the same state are the same to the byte.
 */
export async function exportConfig(): Promise<ExportedConfig> {
  const state = await db().$transaction(readState, { isolationLevel: 'RepeatableRead' });
  return { version: state.version, file: configFile(state) };
}
