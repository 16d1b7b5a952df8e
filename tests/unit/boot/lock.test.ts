import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { tryLock, waitForLock } from '@/lib/boot/lock';

const newName = () => `test ${randomBytes(8).toString('hex')}`;

describe('a lock', () => {
  it('has one holder at a time', async () => {
    const name = newName();
    const first = await tryLock(name);
    expect(first).toBeDefined();
    expect(await tryLock(name)).toBeUndefined();
    await first?.release();
    const second = await tryLock(name);
    expect(second).toBeDefined();
    await second?.release();
  });

  it('is held under one name only', async () => {
    const [one, other] = await Promise.all([tryLock(newName()), tryLock(newName())]);
    expect(one && other).toBeDefined();
    await Promise.all([one?.release(), other?.release()]);
  });

  it('is free again when its holder is killed', async () => {
    const name = newName();
    const holder = fork('tests/support/hold-lock.ts', [name], { execArgv: ['--import', 'tsx'] });
    expect(await once(holder, 'message')).toContain('held');
    expect(await tryLock(name)).toBeUndefined();
    const waiting = waitForLock(name, 10_000);
    holder.kill('SIGKILL');
    await (await waiting).release();
  }, 20_000);

  it('gives up waiting with one line', async () => {
    const name = newName();
    const lock = await tryLock(name);
    await expect(waitForLock(name, 250)).rejects.toThrow(/has held/);
    await lock?.release();
  });
});
