import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** An empty directory that goes with this process. */
export function logDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-ledger-'));
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
