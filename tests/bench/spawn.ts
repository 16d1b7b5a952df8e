import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { bundle } from '@/lib/boot/bundle';

export interface Spawned {
  child: ChildProcess;
  pid: number;
  port: number;
}

/** Starts a process, of TypeScript or not, that says `ready` with its port. */
export async function startProcess(file: string, env: Record<string, string> = {}): Promise<Spawned> {
  const child = fork(file, {
    execArgv: file.endsWith('.ts') ? ['--import', 'tsx'] : [],
    env: { ...process.env, ...env },
  });
  const [message] = (await once(child, 'message')) as [{ port: number }];
  if (child.pid === undefined) throw new Error(`${file} did not start`);
  return { child, pid: child.pid, port: message.port };
}

/** The same, bundled to plain JavaScript as a gateway is: a loader's wrappers would be counted as the yardstick's own work. */
export async function startBundled(file: string, env: Record<string, string>): Promise<Spawned> {
  const outfile = path.resolve('dist/bench', `${path.basename(file, '.ts')}.mjs`);
  await bundle(file, outfile);
  return startProcess(outfile, env);
}

/** Pins a process and all its threads to one core (Linux). False where the machine can't. */
export async function pin(pid: number, core: number): Promise<boolean> {
  const child = spawn('taskset', ['-a', '-c', '-p', String(core), String(pid)], { stdio: 'ignore' });
  const code = await new Promise<number>((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  return code === 0;
}

/** CPU time of a process so far, all threads, in microseconds. */
export function cpuMicros(pid: number): number {
  let nanos = 0;
  for (const task of readdirSync(`/proc/${pid}/task`)) {
    const onCpu = readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0];
    nanos += Number(onCpu ?? 0);
  }
  return nanos / 1000;
}

/** Resident memory of a process in MB. */
export function rssMb(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}
