import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './free-port';

/** The same port at each start when it is free: what runs against the simulator goes on after a restart. */
export async function simulatorPort(dataDirectory: string, setting: number): Promise<number> {
  if (setting !== 0) return setting;
  const file = path.join(dataDirectory, 'simulator-port');
  const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const port = await freePort('127.0.0.1', Number.isInteger(last) ? last : 0);
  writeFileSync(file, `${port}\n`);
  return port;
}
