import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Identity of a log directory, made once: hosts with disks of their own must not wait for each other's ingester. */
export async function directoryId(directory: string): Promise<string> {
  const file = path.join(directory, 'directory.id');
  await mkdir(directory, { recursive: true });
  try {
    await writeFile(file, randomUUID(), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(file, 'utf8')).trim();
}
