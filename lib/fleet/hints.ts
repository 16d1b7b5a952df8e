import { z } from 'zod';
import type { HealthHint } from '@/lib/gateway/targets/target-health';
import type { RedisClient } from './connect-redis';
import type { Link } from './link';
import { runScript, scriptOf } from './run-script';

/** Keeps a hint until it is over; a shorter one never takes the place of a longer. Then says that there is news. */
const TELL = scriptOf(`
local t = redis.call('TIME')
local till = tonumber(t[1]) * 1000 + math.floor(tonumber(t[2]) / 1000) + tonumber(ARGV[2])
local known = redis.call('HGET', KEYS[1], ARGV[1])
if known and tonumber(string.match(known, '^%d+')) >= till then return '0' end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%d', till) .. ' ' .. ARGV[3])
redis.call('PEXPIRE', KEYS[1], 3600000)
return string.format('%d', till)`);

const hintSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('opened'), name: z.string() }),
  z.strictObject({ kind: z.literal('cooled'), name: z.string(), reason: z.string(), binding: z.boolean() }),
]);

export interface HintsOptions {
  link: Link<RedisClient>;
  /** Of the hash with the hints. */
  key: string;
  /** Says to the others that there is something to hear. */
  announce: () => void;
  hear: (hint: HealthHint) => void;
}

/** What gateways tell each other of their targets. Each hint is heard once, also by who comes later. */
export class Hints {
  /** Until when, of each that is known here, by its field. */
  private readonly heard = new Map<string, string>();

  constructor(private readonly options: HintsOptions) {}

  /** Nobody waits for it: with the store away it is not told. */
  tell({ forMs, ...hint }: HealthHint): void {
    const { link, key, announce } = this.options;
    const field = fieldOf(hint);
    const args = [field, Math.ceil(forMs), JSON.stringify(hint)];
    link
      .ask((client) => runScript(client, TELL, [key], args))
      .then((till) => {
        if (till === '0') return;
        this.heard.set(field, String(till));
        announce();
      })
      .catch(() => undefined);
  }

  /** All that hold now: fields and what is kept of them, in turns. `nowMs`: the store's clock. */
  hearAll(entries: readonly string[], nowMs: number): void {
    const alive = new Set<string>();
    for (let at = 0; at + 1 < entries.length; at += 2) {
      const [field = '', kept = ''] = [entries[at], entries[at + 1]];
      const space = kept.indexOf(' ');
      const till = kept.slice(0, space);
      alive.add(field);
      if (this.heard.get(field) === till) continue;
      this.heard.set(field, till);
      this.hearOne(kept.slice(space + 1), Number(till) - nowMs);
    }
    for (const field of this.heard.keys()) if (!alive.has(field)) this.heard.delete(field);
  }

  private hearOne(json: string, forMs: number): void {
    const hint = hintSchema.safeParse(parse(json));
    if (hint.success && forMs > 0) this.options.hear({ ...hint.data, forMs });
  }
}

const fieldOf = ({ kind, name }: Pick<HealthHint, 'kind' | 'name'>) => `${kind} ${name}`;

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
