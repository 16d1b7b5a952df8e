import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

function fileIn(dataDir: string): string {
  return path.join(dataDir, 'simulator', 'port');
}

/** The port of the last run, so that a configuration that names it stays right; 0 when there is none. */
export function lastPort(dataDir: string): number {
  try {
    const port = Number(readFileSync(fileIn(dataDir), 'utf8'));
    return Number.isInteger(port) && port > 0 && port < 65_536 ? port : 0;
  } catch {
    return 0;
  }
}

export function keepPort(dataDir: string, port: number): void {
  mkdirSync(path.dirname(fileIn(dataDir)), { recursive: true });
  writeFileSync(fileIn(dataDir), `${port}\n`);
}
