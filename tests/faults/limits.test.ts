import { expect } from 'vitest';
import { healthy, sendWhole, WHOLE } from './answers';
import { fault } from './fault';
import { ask } from './ask';
import type { FaultyWorld } from './config';
import { openWorld, type Door, type World } from './world';

const limited = (limits: FaultyWorld) => (door: Door) => openWorld({ door, ...limits });

fault(
  67,
  'a key over its requests a minute gets 429 with Retry-After, and nothing is dispatched',
  async (world, stream) => {
    const first = await ask(world, 'solo', stream);
    expect(first.headers.get('x-ratelimit-limit-requests')).toBe('2');
    expect(first.headers.get('x-ratelimit-remaining-requests')).toBe('1');
    await ask(world, 'solo', stream);
    const refused = await ask(world, 'solo', stream);
    expect([refused.status, refused.code]).toEqual([429, 'rate_limited']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50);
    expect(refused.headers.get('x-ratelimit-remaining-requests')).toBe('0');
    expect(world.bad.heard).toHaveLength(2);
  },
  { world: limited({ key: { rpm: 2 } }) },
);
fault(
  67,
  'a key over its tokens a minute gets 429, counted by what was really used',
  async (world, stream) => {
    const first = await ask(world, 'solo', stream);
    expect(first.headers.get('x-ratelimit-limit-tokens')).toBe('15');
    expect((await ask(world, 'solo', stream)).status).toBe(429);
  },
  { world: limited({ key: { tpm: 15 } }) },
);
fault(
  101,
  'a key has no more requests at once than it may',
  async (world, stream) => {
    const answers = await slowly(world, stream, 3);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429]);
  },
  { world: limited({ key: { maxConcurrent: 2 } }) },
);
fault(
  10,
  'a target with no place left is passed over',
  async (world, stream) => {
    const answers = await slowly(world, stream, 3, 'pair');
    expect(answers.map(({ headers }) => headers.get('x-tollgate-provider')).sort()).toEqual([
      'bad',
      'bad',
      'good',
    ]);
  },
  { world: limited({ offer: { maxConcurrent: 2 } }) },
);
fault(
  10,
  'with no other target a place is waited for, in turn',
  async (world, stream) => {
    const answers = await slowly(world, stream, 4);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  },
  { world: limited({ offer: { maxConcurrent: 1 } }) },
);
fault(
  10,
  'a target over its requests a minute is passed over',
  async (world, stream) => {
    for (const provider of ['bad', 'good'])
      expect((await ask(world, 'pair', stream)).headers.get('x-tollgate-provider')).toBe(provider);
    const alone = await ask(world, 'solo', stream);
    expect([alone.status, alone.headers.has('retry-after')]).toEqual([429, true]);
  },
  { world: limited({ provider: { rpm: 1 } }) },
);

/** So many at once, each of which the provider takes a tenth of a second for. */
function slowly(world: World, stream: boolean, count: number, model = 'solo') {
  world.bad.behaviour = (heard, server) => {
    setTimeout(() => {
      if (stream) healthy(heard, server);
      else {
        server.bill(heard, '0.00006');
        sendWhole(heard, 200, WHOLE);
      }
    }, 100);
  };
  return Promise.all(Array.from({ length: count }, () => ask(world, model, stream)));
}
