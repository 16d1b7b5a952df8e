import type { RedisClient } from './connect-redis';
import type { Link } from './link';
import { runScript, scriptOf } from './run-script';

/** What a process asks of a limit that all processes share. */
export interface Asking {
  scope: string;
  limit: number;
  /** For requests that wait: as much of it as there is room for. */
  want: number;
  /** For requests to come, when there was room for all that is wanted; at most a share of what is left. */
  extra: number;
  /** That share: one in so many. */
  parts: number;
  /** What was used, or was not used after all, without asking: by the store's second of the time. */
  told: readonly (readonly [second: number, amount: number])[];
}

export interface Grant {
  granted: number;
  /** What is left for everybody. */
  room: number;
  /** Until what was not granted may be, ms; 0 when all was. */
  waitMs: number;
  /** Until the whole limit is free again, ms. */
  resetMs: number;
  /** The store's clock, epoch ms. */
  nowMs: number;
}

/** Where limits are counted together. */
export interface RateStore {
  readonly isUp: boolean;
  /** Rejects when the store is away or slow; `onLate` is told of what was granted all the same, and nobody waits for any more. */
  exchange(asking: Asking, onLate: (grant: Grant) => void): Promise<Grant>;
}

/**
 * A hash of what was granted by second, as SlidingWindow has it: 60 seconds, and the one that leaves as a whole. What is
 * told comes first; then what is wanted, as far as there is room. More than the whole limit is granted only into an empty
 * window.
 */
const EXCHANGE = scriptOf(`
local t = redis.call('TIME')
local now, ms = tonumber(t[1]), tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000)
local limit, want, extra, parts = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local oldest, wrote = now - 60, false
for i = 5, #ARGV, 2 do
  local second = math.min(now, tonumber(ARGV[i]))
  if second >= oldest then
    redis.call('HINCRBY', KEYS[1], string.format('%d', second), ARGV[i + 1])
    wrote = true
  end
end
local all, seconds, used, newest = redis.call('HGETALL', KEYS[1]), {}, 0, 0
for i = 1, #all, 2 do
  local second, amount = tonumber(all[i]), tonumber(all[i + 1])
  if second < oldest then
    redis.call('HDEL', KEYS[1], all[i])
  elseif amount ~= 0 then
    used = used + amount
    seconds[#seconds + 1] = { second, amount }
    newest = math.max(newest, second)
  end
end
used = math.max(0, used)
local room, granted, wait = math.max(0, limit - used), 0, 0
if want > 0 then granted = (used == 0 and limit > 0) and want or math.min(want, room) end
if granted < want then
  table.sort(seconds, function(a, b) return a[1] < b[1] end)
  local left = used
  for _, one in ipairs(seconds) do
    left = left - one[2]
    wait = (one[1] + 61) * 1000 - ms
    if left <= 0 or left + want <= limit then break end
  end
end
room = math.max(0, room - granted)
if extra > 0 and granted == want and room >= 1 then
  local more = math.min(extra, math.max(1, math.floor(room / parts)))
  granted, room = granted + more, room - more
end
if granted > 0 then
  redis.call('HINCRBY', KEYS[1], t[1], string.format('%d', granted))
  wrote, newest = true, now
end
if wrote then redis.call('EXPIRE', KEYS[1], 62) end
return { granted, math.floor(room), math.max(0, wait), newest == 0 and 0 or (newest + 61) * 1000 - ms, ms }`);

/** Limits in Redis. */
export class RedisRateStore implements RateStore {
  constructor(
    private readonly link: Link<RedisClient>,
    private readonly prefix: string,
  ) {}

  get isUp(): boolean {
    return this.link.isUp;
  }

  async exchange(asking: Asking, onLate: (grant: Grant) => void): Promise<Grant> {
    const { scope, limit, want, extra, parts, told } = asking;
    const args = [Math.floor(limit), Math.ceil(want), Math.ceil(extra), parts];
    for (const [second, amount] of told) args.push(second, Math.round(amount));
    const reply = await this.link.ask(
      (client) => runScript(client, EXCHANGE, [`${this.prefix}:rate:{${scope}}`], args),
      (late) => onLate(grantOf(late)),
    );
    return grantOf(reply);
  }
}

function grantOf(reply: unknown): Grant {
  const numbers = Array.isArray(reply) ? reply.map(Number) : [];
  const [granted = 0, room = 0, waitMs = 0, resetMs = 0, nowMs = 0] = numbers;
  return { granted, room, waitMs, resetMs, nowMs };
}
