import { expect, it } from 'vitest';
import { type Entrance, KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { shareKeyUsage, type SiblingChannel } from '@/lib/gateway/entrance/share-key-usage';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';

const key: ActiveKey = { id: 'k', name: 'K', workspaceId: 'main', tags: {}, rpm: 3 };

/** Without a store that others share nobody is waited for. */
function atOnce(entering: Entrance | Promise<Entrance>): Entrance {
  if (entering instanceof Promise) throw new Error('it waits');
  return entering;
}

it('counts what the other processes served of the same key', async () => {
  let told = 0;
  const listeners: ((message: unknown) => void)[] = [];
  const channel = (own: number): SiblingChannel => ({
    send: (message) => {
      told += 1;
      listeners.forEach((listener, at) => at !== own && listener(structuredClone(message)));
    },
    onMessage: (listener) => listeners.push(listener),
  });
  const processes = [new KeyLimits(() => 0), new KeyLimits(() => 0)];
  const stops = processes.map((limits, at) => shareKeyUsage(limits, channel(at)));
  const [first, second] = processes;
  first?.enter(key, 10, {});
  first?.enter(key, 10, {});
  // The first one's own timer carries it over.
  await expect.poll(() => told).toBe(1);
  const headers: Record<string, string> = {};
  second?.enter(key, 10, headers);
  expect(headers['x-ratelimit-remaining-requests']).toBe('0');
  expect(() => second?.enter(key, 10, {})).toThrow('3 requests a minute');
  for (const stop of stops) stop();
});

it('a key without limits has no headers and is never refused', () => {
  const headers = {};
  const limits = new KeyLimits(() => 0);
  for (let n = 0; n < 100; n += 1) limits.enter({ ...key, rpm: undefined }, 1e9, headers);
  expect(headers).toEqual({});
});

it('a limit that an admin lowers holds at once, with what was used before', () => {
  const limits = new KeyLimits(() => 0);
  limits.enter({ ...key, rpm: 10 }, 0, {});
  limits.enter({ ...key, rpm: 10 }, 0, {});
  expect(() => limits.enter({ ...key, rpm: 2 }, 0, {})).toThrow('2 requests a minute');
});

it('a request is charged when it is known what it asks for, and one that is too much counts nothing', () => {
  const limits = new KeyLimits(() => 0);
  const limited = { ...key, rpm: 2, tpm: 100 };
  const headers: Record<string, string> = {};
  atOnce(limits.enter(limited, 0, headers)).charge(60, headers);
  expect(headers['x-ratelimit-remaining-tokens']).toBe('40');
  expect(() => atOnce(limits.enter(limited, 0, headers)).charge(41, headers)).toThrow('100 tokens a minute');
  atOnce(limits.enter(limited, 0, headers)).charge(40, headers);
  expect(headers['x-ratelimit-remaining-tokens']).toBe('0');
  expect(() => limits.enter(limited, 0, {})).toThrow('2 requests a minute');
});

it('what a long request was charged too much is given back, whenever it ends', () => {
  let now = 0;
  const limits = new KeyLimits(() => now);
  const ofTokens = { ...key, rpm: undefined, tpm: 100 };
  const entrance = atOnce(limits.enter(ofTokens, 90, {}));
  now = 20_000;
  entrance.end(10);
  limits.enter(ofTokens, 90, {});
  expect(() => limits.enter(ofTokens, 1, {})).toThrow('100 tokens a minute');
});
