import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { TollgateApi } from './api';
import type { Arguments } from './read-arguments';

/** The books have a command of their own, which needs no running Tollgate. */
export function ledgerCommand(_api: TollgateApi, { words }: Arguments): Promise<void> {
  const script = path.resolve(import.meta.dirname, '../ledger.ts');
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, ...words], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
  return Promise.resolve();
}
