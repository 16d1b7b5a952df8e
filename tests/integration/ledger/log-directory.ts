import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { atExit } from '@/tests/support/at-exit';

/** An empty directory that goes with this process. */
export function logDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-ledger-'));
  atExit(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
