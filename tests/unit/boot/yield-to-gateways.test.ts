import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { constants, getPriority } from 'node:os';
import { afterEach, expect, it } from 'vitest';
import { yieldToGateways } from '@/lib/boot/yield-to-gateways';

let child: ChildProcess | undefined;
afterEach(() => child?.kill());

it('gives way with all threads that a process has by then', async () => {
  child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => undefined, 1000)'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  await once(child.stdout ?? child, 'data');
  const tasks = `/proc/${child.pid}/task`;
  const threads = existsSync(tasks) ? readdirSync(tasks).map(Number) : [child.pid ?? 0];
  yieldToGateways(child.pid);
  expect(threads.length).toBeGreaterThan(process.platform === 'linux' ? 4 : 0);
  for (const thread of threads) expect(getPriority(thread)).toBe(constants.priority.PRIORITY_BELOW_NORMAL);
});
