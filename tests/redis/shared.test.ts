import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import type { AnswerStore } from '@/lib/cache/answer-cache';
import { callOut } from '@/lib/fleet/news';
import { RedisAnswerStore } from '@/lib/fleet/redis-answer-store';
import { SharedIdempotency } from '@/lib/fleet/shared-idempotency';
import { IdempotencyStore, type Slot } from '@/lib/gateway/entrance/idempotency';
import type { RedisServer } from '../support/redis-server';
import { member, newRedis, type Member } from './fleet-of';

let redis: RedisServer;
let first: Member;
let second: Member;

beforeAll(async () => {
  redis = await newRedis();
  [first, second] = await Promise.all([member(redis), member(redis)]);
});
afterAll(async () => {
  await Promise.all([first.fleet.close(), second.fleet.close()]);
  await redis.remove();
});

const everything = async () => {
  const texts: string[] = [];
  for (const name of (await redis.tell('KEYS', '*')) as string[]) {
    texts.push(name, JSON.stringify(await redis.tell('HGETALL', name).catch(() => redis.tell('GET', name))));
  }
  return texts.join('\n');
};

describe('hints', () => {
  it('an opened breaker and a cooldown are heard by the others, once, and not by who told them', async () => {
    first.fleet.sharing.tell({ kind: 'opened', name: 'openai/gpt', forMs: 30_000 });
    const cooled = { kind: 'cooled' as const, name: 'anthropic/opus', reason: 'answered 429', binding: true };
    first.fleet.sharing.tell({ ...cooled, forMs: 20_000 });
    await vi.waitFor(() => expect(second.heard).toHaveLength(2), { timeout: 2_000 });
    expect(second.heard).toContainEqual({ kind: 'opened', name: 'openai/gpt', forMs: expect.any(Number) });
    const heard = second.heard.find(({ kind }) => kind === 'cooled');
    expect(heard).toMatchObject(cooled);
    expect(heard?.forMs).toBeGreaterThan(19_000);
    expect(heard?.forMs).toBeLessThanOrEqual(20_000);
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect(second.heard).toHaveLength(2);
    expect(first.heard).toHaveLength(0);
  });

  it('who comes later hears what still holds', async () => {
    const late = await member(redis);
    await vi.waitFor(() => expect(late.heard).toHaveLength(2), { timeout: 2_000 });
    await late.fleet.close();
  });

  it('credentials have names that say nothing of them, the same at every gateway', async () => {
    const secret = 'sk-very-secret-credential';
    const name = first.fleet.sharing.credentialName(secret);
    expect(name).toBe(second.fleet.sharing.credentialName(secret));
    first.fleet.sharing.tell({ kind: 'cooled', name, forMs: 5_000, reason: 'r', binding: false });
    await vi.waitFor(() => expect(second.heard).toHaveLength(3), { timeout: 2_000 });
    expect(await everything()).not.toContain('very-secret');
  });
});

describe('news', () => {
  it('a change of the configuration makes every gateway look, a revoked key is refused at once', async () => {
    const looks = second.looks;
    await first.fleet.link.ask((client) => callOut(client, 'test:news', { kind: 'config' }));
    await vi.waitFor(() => expect(second.looks).toBe(looks + 1), { timeout: 2_000 });
    expect(second.fleet.revocations.has('k')).toBe(false);
    await first.fleet.link.ask((client) => callOut(client, 'test:news', { kind: 'key_revoked', keyId: 'k' }));
    await vi.waitFor(() => expect(second.fleet.revocations.has('k')).toBe(true), { timeout: 2_000 });
  });

  it('what makes no sense is passed over', async () => {
    await redis.tell('PUBLISH', 'test:news', '{"kind":');
    await redis.tell('PUBLISH', 'test:news', '{"kind":"other"}');
    await redis.tell('HSET', 'test:{fleet}:hints', 'x', '99999999999999 not json');
    await first.fleet.link.ask((client) => callOut(client, 'test:news', { kind: 'hints' }));
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect(second.fleet.link.isUp).toBe(true);
  });
});

describe('idempotency keys', () => {
  const store = ({ fleet }: Member) =>
    new SharedIdempotency(new IdempotencyStore(() => performance.now()), fleet.link, 'test');
  const asked = { path: '/v1/chat/completions', body: Buffer.from('{"model":"m"}') };
  const slotOf = (found: unknown) => found as Slot;

  it('a repetition at another gateway gets the answer of the first, which lies sealed', async () => {
    const [here, there] = [store(first), store(second)];
    const slot = slotOf(await here.begin('k', 'one', asked));
    await expect(there.begin('k', 'one', asked)).rejects.toMatchObject({ code: 'conflict' });
    slot.keep({ headers: { 'content-type': 'application/json' }, body: Buffer.from('{"text":"plainly"}') });
    await vi.waitFor(
      async () =>
        expect(await there.begin('k', 'one', asked)).toMatchObject({
          headers: { 'content-type': 'application/json' },
          body: Buffer.from('{"text":"plainly"}'),
        }),
      { timeout: 10_000 },
    );
    for (const other of [{ body: Buffer.from('{}') }, { path: '/v1/messages' }])
      await expect(there.begin('k', 'one', { ...asked, ...other })).rejects.toMatchObject({
        code: 'unprocessable',
      });
    expect(await everything()).not.toContain('plainly');
  });

  it('one that failed may be tried again anywhere; one that was streamed may not', async () => {
    const [here, there] = [store(first), store(second)];
    slotOf(await here.begin('k', 'two', asked)).forget();
    const again = await vi.waitFor(async () => slotOf(await there.begin('k', 'two', asked)), {
      timeout: 10_000,
    });
    again.streamed();
    await vi.waitFor(
      () =>
        expect(here.begin('k', 'two', asked)).rejects.toMatchObject({
          message: expect.stringMatching('streamed'),
        }),
      { timeout: 10_000 },
    );
  });

  it('of two at once at two gateways one is sent', async () => {
    const [here, there] = [store(first), store(second)];
    const both = await Promise.allSettled([
      here.begin('k', 'three', asked),
      there.begin('k', 'three', asked),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a gateway that died in the middle blocks its key for half a minute, not for a day', async () => {
    await store(first).begin('k', 'four', asked);
    const [name] = ((await redis.tell('KEYS', 'test:once:*')) as string[]).slice(-1);
    const leftMs = await Promise.all(
      ((await redis.tell('KEYS', 'test:once:*')) as string[]).map((one) => redis.tell('PTTL', one)),
    );
    expect(name).toBeDefined();
    expect(leftMs.map(Number).some((ms) => ms > 0 && ms <= 30_000)).toBe(true);
  });
});

describe('answers of the cache', () => {
  const answer = (over: Partial<KeptAnswer> = {}): KeptAnswer => ({
    ...{ key: 'a'.repeat(64), workspaceId: 'main', ruleId: 'r', body: Buffer.from('{"text":"plainly"}') },
    ...{ stream: false, latencyMs: 12, storedAt: Date.now(), expiresAt: Date.now() + 60_000 },
    usage: { provider: 'p', model: 'm', upstreamModel: 'm', meters: {} },
    ...over,
  });
  const behind = { isForgotten: () => false, look: () => Promise.resolve(undefined), keep: () => undefined };
  const storeOf = ({ fleet }: Member, over: Partial<typeof behind> = {}): AnswerStore =>
    new RedisAnswerStore({
      ...{ link: fleet.link, prefix: 'test', now: () => Date.now() },
      behind: { ...behind, ...over },
    });

  it('are there for the next gateway as soon as they are kept, sealed, and gone when purged', async () => {
    storeOf(first).keep(answer());
    await vi.waitFor(
      async () =>
        expect((await storeOf(second).look('a'.repeat(64)))?.body.toString()).toBe('{"text":"plainly"}'),
      { timeout: 10_000 },
    );
    expect(await everything()).not.toContain('plainly');
    expect(await storeOf(second, { isForgotten: () => true }).look('a'.repeat(64))).toBeUndefined();
  });
});
