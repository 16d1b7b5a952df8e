import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BootError } from '@/lib/boot/boot-error';
import { Child } from '@/lib/boot/child';

let directory = '';
let running: Child | undefined;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'child-'));
});
afterEach(async () => {
  await running?.stop();
  rmSync(directory, { recursive: true });
});

const SERVES = `process.send({ type: 'ready' }); setInterval(() => undefined, 1000);`;

const told: (number | undefined)[] = [];

function childOf(source: string, tell: (line: string) => void = () => undefined): Child {
  told.length = 0;
  const file = path.join(directory, 'child.cjs');
  writeFileSync(file, source);
  const launch = () =>
    fork(file, { execArgv: [], detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  running = new Child(
    { name: 'thing', launch, whenReady: ({ pid }) => told.push(pid), graceMs: 300, readyMs: 10_000 },
    tell,
  );
  return running;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a supervised child', () => {
  it('has started when it says that it is ready, and is gone after a stop', async () => {
    const child = childOf(SERVES);
    await child.start();
    const pid = child.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    await child.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('fails the start in one line when it ends before it is ready', async () => {
    const start = childOf(`process.exit(3)`).start();
    await expect(start).rejects.toThrow(BootError);
    await expect(start).rejects.toThrow('The thing did not start: exit 3.');
    expect(told).toEqual([]);
  });

  it('is started again after it died, and both are said', async () => {
    const lines: string[] = [];
    const child = childOf(SERVES, (line) => lines.push(line));
    await child.start();
    const first = child.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(lines).toHaveLength(2), { timeout: 10_000 });
    expect(lines).toEqual(['! thing ended (SIGKILL); starting it again in 0.5 s', '✓ thing is back']);
    expect(child.pid).not.toBe(first);
    expect(told).toEqual([first, child.pid]);
  });

  it('is killed when it ignores SIGTERM longer than its grace', async () => {
    const child = childOf(`process.on('SIGTERM', () => undefined); ${SERVES}`);
    await child.start();
    const pid = child.pid ?? 0;
    await child.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('stays away when it is stopped while it waits for its next start', async () => {
    const lines: string[] = [];
    const child = childOf(SERVES, (line) => lines.push(line));
    await child.start();
    process.kill(child.pid ?? 0, 'SIGKILL');
    await vi.waitFor(() => expect(lines).toHaveLength(1), { timeout: 10_000 });
    await child.stop();
    expect(isAlive(child.pid ?? 0)).toBe(false);
  });
});
