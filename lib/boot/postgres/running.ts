import { readFileSync, realpathSync, rmSync } from 'node:fs';
import path from 'node:path';
import { run } from '@/lib/boot/run';
import { serverUrl, withClient } from './connect';
import type { Place } from './place';

/**
 * Port of the server that a killed Tollgate left running on this cluster, if it answers to our password. One that runs and
 * does not answer is stopped; a pid file whose process is gone, or is by now another program, is removed.
 */
export async function adoptRunning(place: Place, stop: () => Promise<void>): Promise<number | undefined> {
  const file = path.join(place.cluster, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (lines.length === 0) return undefined;
  if (!(await isServerOf(pid, place.cluster))) {
    rmSync(file, { force: true });
    return undefined;
  }
  if (port > 0 && (await answers(place, port))) return port;
  await stop();
  return undefined;
}

async function answers(place: Place, port: number): Promise<boolean> {
  try {
    const directory = await withClient(serverUrl(place, port, 'postgres'), async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
      return rows[0]?.data_directory;
    });
    return directory !== undefined && realpathSync(directory) === realpathSync(place.cluster);
  } catch {
    return false;
  }
}

/** Process ids are used again: the command line tells whether this one is a server of this cluster. */
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  if (!Number.isInteger(pid) || pid < 1) return false;
  const command =
    process.platform === 'linux'
      ? readLines(`/proc/${pid}/cmdline`).join('\n').replaceAll('\0', ' ')
      : (await run('ps', ['-o', 'args=', '-p', String(pid)])).output;
  return command.includes('postgres') && command.includes(cluster);
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
