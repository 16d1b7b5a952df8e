import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LeasedWindow } from '@/lib/fleet/leased-window';
import type { Asking, Grant, RateStore } from '@/lib/fleet/rate-store';

/** A store that counts what it granted in one minute that does not end, as EXCHANGE does. */
class CountingStore implements RateStore {
  isUp = true;
  used = 0;
  readonly asked: Asking[] = [];
  /** Answers that are held back. */
  private held: (() => void)[] | undefined;

  hold(): void {
    this.held = [];
  }

  release(): void {
    const held = this.held ?? [];
    this.held = undefined;
    for (const answer of held) answer();
  }

  exchange(asking: Asking): Promise<Grant> {
    this.asked.push(asking);
    if (!this.isUp) return Promise.reject(new Error('away'));
    for (const [, amount] of asking.told) this.used += amount;
    const before = Math.max(0, asking.limit - this.used);
    const wanted = Math.min(asking.want, before);
    const more =
      wanted === asking.want && before - wanted >= 1
        ? Math.min(asking.extra, Math.max(1, Math.floor((before - wanted) / asking.parts)), before - wanted)
        : 0;
    const granted = wanted + (asking.extra > 0 ? more : 0);
    this.used += granted;
    const room = Math.max(0, asking.limit - this.used);
    const grant = { granted, room, waitMs: granted < asking.want ? 1_000 : 0, resetMs: 60_000, nowMs: 1e12 };
    if (this.held === undefined) return Promise.resolve(grant);
    return new Promise((resolve) => this.held?.push(() => resolve(grant)));
  }
}

const windowOf = (
  store: RateStore,
  limit: number,
  { nowMs }: { nowMs: () => number } = { nowMs: () => 0 },
) => {
  const window = new LeasedWindow({ scope: 's', store, monotonic: nowMs, instances: () => 3 });
  window.limit = limit;
  return window;
};

async function take(window: LeasedWindow, nowMs: number, amount = 1): Promise<boolean> {
  await window.prepare(nowMs, amount);
  if (!window.check(nowMs, amount).allowed) return false;
  window.add(nowMs, amount);
  return true;
}

it('processes in any order let in the limit and never more, and all of it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 200 }),
      fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 250, maxLength: 400 }),
      async (limit, order) => {
        const store = new CountingStore();
        let nowMs = 0;
        const windows = [0, 1, 2].map(() => windowOf(store, limit, { nowMs: () => nowMs }));
        let letIn = 0;
        for (const [n, which] of order.entries()) {
          // Slow enough that a refusal is asked about again.
          nowMs += 10;
          const window = windows[which];
          if (window && (await take(window, nowMs))) letIn += 1;
          if (n % 25 === 0) for (const each of windows) each.tick(nowMs);
        }
        expect(letIn).toBeLessThanOrEqual(limit);
        // What others hold ahead for the moment may be missing.
        expect(letIn).toBeGreaterThanOrEqual(limit - Math.max(3, Math.ceil(limit / 20)));
      },
    ),
    { numRuns: 60 },
  );
});

it('with the store away it keeps to its share, and tells what it used when it is back', async () => {
  const store = new CountingStore();
  let nowMs = 0;
  const window = windowOf(store, 90, { nowMs: () => nowMs });
  store.isUp = false;
  let letIn = 0;
  for (let n = 0; n < 100; n += 1) if (await take(window, nowMs)) letIn += 1;
  expect(letIn).toBe(30);
  expect(store.asked).toHaveLength(0);
  store.isUp = true;
  nowMs = 1_000;
  window.tick(nowMs);
  await Promise.resolve();
  expect(store.used).toBe(30);
});

it('what nobody used goes back after half a second', async () => {
  const store = new CountingStore();
  let nowMs = 0;
  const window = windowOf(store, 1_000, { nowMs: () => nowMs });
  for (let n = 0; n < 10; n += 1) await take(window, nowMs);
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.used).toBeGreaterThan(10);
  nowMs = 600;
  window.tick(nowMs);
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.used).toBe(10);
});

it('a store that has forgotten is told all that was used here', async () => {
  const store = new CountingStore();
  let nowMs = 5_000;
  const window = windowOf(store, 100, { nowMs: () => nowMs });
  for (let n = 0; n < 20; n += 1) await take(window, nowMs);
  store.used = 0;
  nowMs = 6_000;
  window.tellAnew(nowMs);
  window.tick(nowMs);
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.used).toBe(20);
});

it('what was granted too late goes back, and is not told twice', async () => {
  const store = new CountingStore();
  const late: (() => void)[] = [];
  const slow: RateStore = {
    isUp: true,
    exchange: async (asking, onLate) => {
      const grant = await store.exchange(asking);
      late.push(() => onLate(grant));
      throw new Error('no answer in time');
    },
  };
  let nowMs = 0;
  const window = windowOf(slow, 100, { nowMs: () => nowMs });
  expect(await take(window, nowMs)).toBe(true);
  await new Promise((resolve) => setImmediate(resolve));
  expect(store.used).toBeGreaterThan(0);
  for (const answer of late.splice(0)) answer();
  for (let n = 0; n < 20; n += 1) {
    nowMs += 1_000;
    window.tick(nowMs);
    await new Promise((resolve) => setImmediate(resolve));
    for (const answer of late.splice(0)) answer();
  }
  expect(store.used).toBe(1);
});

it('asks one thing at a time, whoever waits', async () => {
  const store = new CountingStore();
  const window = windowOf(store, 1_000);
  store.hold();
  const waiting = Array.from({ length: 50 }, () => take(window, 0));
  expect(store.asked).toHaveLength(1);
  store.release();
  expect((await Promise.all(waiting)).every((isIn) => isIn)).toBe(true);
  expect(store.asked.length).toBeLessThanOrEqual(4);
});

it('without a limit nothing is asked', () => {
  const store = new CountingStore();
  const window = windowOf(store, Infinity);
  expect(window.prepare(0, 1)).toBeUndefined();
  expect(window.check(0, 1).allowed).toBe(true);
  window.add(0, 1);
  expect(store.asked).toHaveLength(0);
});
