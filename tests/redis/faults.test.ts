import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LinkDownError } from '@/lib/fleet/link';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import type { RedisServer } from '../support/redis-server';
import { member, newRedis, type Member } from './fleet-of';

const cleanUp: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of cleanUp.splice(0).reverse()) await end();
});

async function withRedis(options: Parameters<typeof newRedis>[0] = {}): Promise<[RedisServer, Member]> {
  const redis = await newRedis(options);
  cleanUp.push(() => redis.remove());
  return [redis, await joined(redis)];
}

async function joined(redis: Pick<RedisServer, 'url'>): Promise<Member> {
  const one = await member(redis);
  cleanUp.push(() => one.fleet.close());
  return one;
}

const KEY = { id: 'k', name: 'k', workspaceId: 'main', tags: {}, rpm: 90 };

const limitsOf = new WeakMap<Member, KeyLimits>();

/** Requests let in of so many, and the longest that one waited, ms. */
async function offered(one: Member, count: number): Promise<{ letIn: number; longestMs: number }> {
  const limits = limitsOf.get(one) ?? new KeyLimits(() => performance.now(), one.fleet.sharing.newLimit);
  limitsOf.set(one, limits);
  let letIn = 0;
  let longestMs = 0;
  for (let n = 0; n < count; n += 1) {
    const startedMs = performance.now();
    try {
      await limits.enter(KEY, 0, {});
      letIn += 1;
    } catch {
      // Refused.
    }
    longestMs = Math.max(longestMs, performance.now() - startedMs);
  }
  return { letIn, longestMs };
}

const isDown = ({ fleet }: Member, problem: string | RegExp) =>
  vi.waitFor(() => expect(fleet.link.problem).toMatch(problem), { timeout: 10_000 });
const isBack = ({ fleet }: Member) =>
  vi.waitFor(() => expect(fleet.link.isUp).toBe(true), { timeout: 15_000 });

describe('with Redis away a gateway keeps to its share of a limit, and comes back by itself', () => {
  it('killed and started again', async () => {
    const [redis, one] = await withRedis();
    expect(one.fleet.link.isUp).toBe(true);
    await redis.kill();
    await isDown(one, /not connected|ECONNREFUSED|ECONNRESET/);
    // A third of 90, for three gateways are alive.
    expect((await offered(one, 100)).letIn).toBe(30);
    await redis.start();
    await isBack(one);
    expect(one.problems.at(-1)).toBeUndefined();
    // Told once when it went and once when it came.
    expect(one.problems).toHaveLength(3);
  });

  it('hung: nobody waits longer than the deadline, and then nobody waits', async () => {
    const [redis, one] = await withRedis();
    redis.hang();
    const { letIn } = await offered(one, 100);
    expect(letIn).toBeGreaterThanOrEqual(30);
    await isDown(one, 'no answer in time');
    const { longestMs } = await offered(one, 100);
    expect(longestMs).toBeLessThan(40);
    redis.wake();
    await isBack(one);
  });

  it('hung for long: the connection is made anew', async () => {
    const [redis, one] = await withRedis();
    redis.hang();
    await isDown(one, 'no answer in time');
    await sleep(5_000);
    redis.wake();
    await isBack(one);
    expect((await offered(one, 100)).letIn).toBeGreaterThan(0);
  });

  it('a wrong password is told by a word, and never itself', async () => {
    const redis = await newRedis({ password: 'right-horse-battery' });
    cleanUp.push(() => redis.remove());
    const one = await joined({ url: redis.url.replace('right', 'wrong') });
    await isDown(one, /^(WRONGPASS|NOAUTH)$/);
    expect((await offered(one, 100)).letIn).toBe(30);
    await redis.tell('CONFIG', 'SET', 'requirepass', 'wrong-horse-battery');
    const two = await joined({ url: redis.url.replace('right', 'wrong') });
    expect(two.fleet.link.isUp).toBe(true);
  });

  it('out of memory', async () => {
    const [redis, one] = await withRedis({ more: ['--maxmemory-policy', 'noeviction'] });
    await redis.tell('CONFIG', 'SET', 'maxmemory', '1');
    await isDown(one, 'OOM');
    expect((await offered(one, 100)).letIn).toBe(30);
    await redis.tell('CONFIG', 'SET', 'maxmemory', '0');
    await isBack(one);
  });

  it('a replica that only reads, and one that loads', async () => {
    const primary = await newRedis();
    cleanUp.push(() => primary.remove());
    const [replica, one] = await withRedis();
    await replica.tell('REPLICAOF', '127.0.0.1', String(primary.port));
    await isDown(one, /READONLY|LOADING|MASTERDOWN|not connected/);
    expect((await offered(one, 100)).letIn).toBe(30);
    await replica.tell('REPLICAOF', 'NO', 'ONE');
    await isBack(one);
  });

  it('what is asked while it is away is refused at once', async () => {
    const [redis, one] = await withRedis();
    await redis.kill();
    await isDown(one, /./);
    const startedMs = performance.now();
    for (let n = 0; n < 1_000; n += 1)
      await expect(one.fleet.link.ask((client) => client.ping())).rejects.toThrow(LinkDownError);
    expect(performance.now() - startedMs).toBeLessThan(1_000);
    expect(one.fleet.link.calls.refused).toBeGreaterThanOrEqual(1_000);
  });

  it('a gateway that starts without it starts', async () => {
    const redis = await newRedis();
    cleanUp.push(() => redis.remove());
    await redis.kill();
    const one = await joined(redis);
    expect(one.problems).toHaveLength(1);
    expect((await offered(one, 100)).letIn).toBe(30);
    await redis.start();
    await isBack(one);
    expect((await offered(one, 100)).letIn).toBe(60);
  });
});
