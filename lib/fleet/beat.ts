import type { RedisClient } from './connect-redis';
import { runScript, scriptOf } from './run-script';

export interface Pulse {
  /** Another one than before: the store has lost what it knew. */
  epoch: string;
  /** The store's clock, epoch ms. */
  nowMs: number;
  /** Hints that hold now: a field and what is kept of it, in turns. */
  hints: string[];
}

/** It writes, so that a store that only reads or has no room left is found out. What is over is removed on the way. */
const BEAT = scriptOf(`
redis.call('SET', KEYS[1], ARGV[1], 'NX')
redis.call('PEXPIRE', KEYS[1], 86400000)
local t = redis.call('TIME')
local now = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
local all, hints = redis.call('HGETALL', KEYS[2]), {}
for i = 1, #all, 2 do
  if tonumber(string.match(all[i + 1], '^%d+')) <= now then
    redis.call('HDEL', KEYS[2], all[i])
  else
    hints[#hints + 1] = all[i]
    hints[#hints + 1] = all[i + 1]
  end
end
return { redis.call('GET', KEYS[1]), now, hints }`);

/** One look at the store. `candidate`: its epoch if it has none. Throws for an answer that makes no sense. */
export async function beat(client: RedisClient, keys: FleetKeys, candidate: string): Promise<Pulse> {
  const reply = await runScript(client, BEAT, [keys.epoch, keys.hints], [candidate]);
  if (!Array.isArray(reply)) throw new Error('a beat was answered by something else');
  const [epoch, nowMs, hints]: unknown[] = reply;
  return { epoch: String(epoch), nowMs: Number(nowMs), hints: Array.isArray(hints) ? hints.map(String) : [] };
}

export interface FleetKeys {
  epoch: string;
  hints: string;
  news: string;
}

/** In a cluster what a script touches lies in one slot: that of the word in braces. */
export const fleetKeys = (prefix: string): FleetKeys => ({
  epoch: `${prefix}:{fleet}:epoch`,
  hints: `${prefix}:{fleet}:hints`,
  news: `${prefix}:news`,
});
