import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { TargetLimits } from '@/lib/gateway/targets/target-limits';
import { soleTarget } from '../unit/gateway/sole-target';
import type { RedisServer } from '../support/redis-server';
import { member, newRedis, type Member } from './fleet-of';

let redis: RedisServer;
let members: Member[];

beforeAll(async () => {
  redis = await newRedis();
  members = await Promise.all([member(redis), member(redis), member(redis)]);
});
afterAll(async () => {
  await Promise.all(members.map(({ fleet }) => fleet.close()));
  await redis.remove();
});

const keyOf = (id: string, limits: Partial<ActiveKey>): ActiveKey => ({
  ...{ id, name: id, workspaceId: 'main', tags: {} },
  ...limits,
});
const gateways = () =>
  members.map(({ fleet }) => new KeyLimits(() => performance.now(), fleet.sharing.newLimit));

async function isLetIn(limits: KeyLimits, key: ActiveKey, tokens = 0): Promise<boolean> {
  try {
    const entrance = await limits.enter(key, 0, {});
    if (tokens > 0) await entrance.charge(tokens, {});
    return true;
  } catch {
    return false;
  }
}

/** Requests at each gateway in turn, so many a second, for so long; how many were let in. */
async function offer(
  limits: readonly KeyLimits[],
  key: ActiveKey,
  { perSecond, seconds, tokens = 0 }: { perSecond: number; seconds: number; tokens?: number },
): Promise<number> {
  const asked: Promise<boolean>[] = [];
  const startedMs = performance.now();
  for (let sent = 0; sent < perSecond * seconds;) {
    const due = ((performance.now() - startedMs) * perSecond) / 1_000;
    for (; sent < due && sent < perSecond * seconds; sent += 1) {
      const gateway = limits[sent % limits.length];
      if (gateway !== undefined) asked.push(isLetIn(gateway, key, tokens));
    }
    await sleep(2);
  }
  return (await Promise.all(asked)).filter((isIn) => isIn).length;
}

describe('a limit that three gateways keep together', () => {
  it('lets in as many requests as it says, within 2 %, and never more', async () => {
    const allowed = await offer(gateways(), keyOf('rpm', { rpm: 600 }), { perSecond: 300, seconds: 4 });
    expect(allowed).toBeLessThanOrEqual(600);
    expect(allowed).toBeGreaterThanOrEqual(588);
  });

  it('lets in all of a burst at once that fits, and no more of one that does not', async () => {
    const burst = async (id: string, count: number) => {
      const all = gateways();
      const key = keyOf(id, { rpm: 100 });
      const asked = Array.from({ length: count }, (_, n) =>
        isLetIn(all[n % 3] ?? new KeyLimits(() => 0), key),
      );
      return (await Promise.all(asked)).filter((isIn) => isIn).length;
    };
    expect(await burst('fits', 90)).toBe(90);
    expect(await burst('too many', 500)).toBe(100);
  });

  it('keeps a small limit to the last request, wherever it comes from', async () => {
    const [first, second, third] = gateways();
    const key = keyOf('small', { rpm: 3 });
    if (!first || !second || !third) throw new Error('three');
    expect(await isLetIn(first, key)).toBe(true);
    expect(await isLetIn(second, key)).toBe(true);
    // What a gateway took ahead and did not use goes back within a second.
    await vi.waitFor(async () => expect(await isLetIn(third, key)).toBe(true), { timeout: 3_000 });
    for (const limits of [first, second, third]) expect(await isLetIn(limits, key)).toBe(false);
  });

  it('counts tokens, and corrects what was estimated', async () => {
    const key = keyOf('tokens', { tpm: 10_000 });
    const all = gateways();
    const allowed = await offer(all, key, { perSecond: 200, seconds: 2, tokens: 50 });
    expect(allowed * 50).toBeLessThanOrEqual(10_000);
    expect(allowed * 50).toBeGreaterThanOrEqual(9_800);
    const corrected = keyOf('corrected', { tpm: 1_000 });
    const [first, second] = all;
    const entrance = await first?.enter(corrected, 0, {});
    await entrance?.charge(900, {});
    entrance?.end(100);
    await vi.waitFor(async () => expect(second && (await isLetIn(second, corrected, 800))).toBe(true), {
      timeout: 3_000,
      interval: 50,
    });
  });

  it('more than a whole limit is let in when nothing else is', async () => {
    const [first, second] = gateways();
    const key = keyOf('large', { tpm: 100 });
    expect(first && (await isLetIn(first, key, 5_000))).toBe(true);
    expect(second && (await isLetIn(second, key, 1))).toBe(false);
  });

  it('what was used stays known when the store has forgotten it', async () => {
    const all = gateways();
    const key = keyOf('wiped', { rpm: 60 });
    expect(await offer(all, key, { perSecond: 200, seconds: 0.2 })).toBe(40);
    await redis.tell('FLUSHALL');
    await sleep(1_500);
    const more = await offer(all, key, { perSecond: 200, seconds: 1 });
    expect(more).toBeGreaterThanOrEqual(18);
    expect(more).toBeLessThanOrEqual(20);
  });

  it('of a target is kept without anybody waiting, within 2 %', async () => {
    const all = members.map(({ fleet }) => new TargetLimits(fleet.sharing.newLimit));
    const target = soleTarget({ rpm: 300 });
    let letIn = 0;
    const startedMs = performance.now();
    for (let sent = 0; sent < 600;) {
      const due = (performance.now() - startedMs) * 0.2;
      for (; sent < due; sent += 1) {
        const room = all[sent % 3]?.enter(performance.now(), target, 10);
        if (room?.kind === 'room') letIn += 1;
      }
      await sleep(2);
    }
    expect(letIn).toBeLessThanOrEqual(306);
    expect(letIn).toBeGreaterThanOrEqual(294);
  });

  it('nobody waits for the store while there is room', async () => {
    const [limits] = gateways();
    const key = keyOf('ahead', { rpm: 100_000 });
    if (!limits) throw new Error('one');
    await limits.enter(key, 0, {});
    let waited = 0;
    for (let n = 0; n < 2_000; n += 1) {
      const entering = limits.enter(key, 0, {});
      if (entering instanceof Promise) waited += 1;
      await entering;
      if (n % 20 === 0) await sleep(1);
    }
    expect(waited).toBeLessThan(20);
  });
});
