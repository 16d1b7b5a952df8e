import { randomUUID } from 'node:crypto';
import {
  digestsOf,
  KEEP_MS,
  replay,
  type Idempotency,
  type Repeatable,
  type Slot,
  type StoredAnswer,
} from '@/lib/gateway/entrance/idempotency';
import type { RedisClient } from './connect-redis';
import type { Link } from './link';
import { runScript, scriptOf } from './run-script';
import { openStored, sealStored } from './stored-answer';

/** A request whose gateway died may be sent again after so long. */
const IN_FLIGHT_MS = 30_000;
const RENEW_EVERY_MS = 10_000;
/** A larger answer is not kept for other gateways. */
const MAX_BYTES = 4 * 1024 * 1024;

const CLAIM = scriptOf(`
if redis.call('EXISTS', KEYS[1]) == 1 then return redis.call('HMGET', KEYS[1], 'digest', 'state', 'answer') end
redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'state', 'in_flight', 'owner', ARGV[2])
redis.call('PEXPIRE', KEYS[1], ${IN_FLIGHT_MS})
return false`);

/** Only its owner's, or where it was lost with the store. No state: it is over without one. */
const SETTLE = scriptOf(`
local owner = redis.call('HGET', KEYS[1], 'owner')
if owner and owner ~= ARGV[2] then return 0 end
redis.call('DEL', KEYS[1])
if ARGV[3] == '' then return 1 end
redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'owner', ARGV[2], 'state', ARGV[3], 'answer', ARGV[4])
redis.call('PEXPIRE', KEYS[1], ARGV[5])
return 1`);

type State = 'in_flight' | 'streamed' | 'kept';

interface Claim {
  id: string;
  digest: string;
  owner: string;
}

/** Idempotency keys that hold at every gateway. With the store away each gateway knows its own, as without one. */
export class SharedIdempotency implements Idempotency {
  private readonly claims = new Set<Claim>();
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly local: Idempotency,
    private readonly link: Link<RedisClient>,
    private readonly prefix: string,
  ) {
    this.timer = setInterval(() => this.renew(), RENEW_EVERY_MS).unref();
  }

  async begin(keyId: string, idempotencyKey: string, asked: Repeatable): Promise<Slot | StoredAnswer> {
    const slot = await this.local.begin(keyId, idempotencyKey, asked);
    if ('body' in slot) return slot;
    const claim: Claim = { ...digestsOf(keyId, idempotencyKey, asked), owner: randomUUID() };
    try {
      const known = await this.claim(claim);
      if (known === undefined) return this.slotOf(claim, slot);
      const answer = replay(known, claim.digest);
      slot.keep(answer);
      return answer;
    } catch (error) {
      slot.forget();
      throw error;
    }
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** Undefined: it is ours, or nobody can be asked. */
  private async claim(claim: Claim) {
    const { id, digest, owner } = claim;
    const found = await this.link
      .ask((client) => runScript(client, CLAIM, [this.nameOf(id)], [digest, owner]))
      .catch(() => null);
    if (!Array.isArray(found)) {
      this.claims.add(claim);
      return undefined;
    }
    const [firstDigest, state, sealed]: unknown[] = found;
    const answer = state === 'kept' && typeof sealed === 'string' ? openStored(id, sealed) : undefined;
    return {
      digest: String(firstDigest),
      state: answer ?? (state === 'in_flight' ? ('in_flight' as const) : ('streamed' as const)),
    };
  }

  private slotOf(claim: Claim, local: Slot): Slot {
    return {
      keep: (answer) => {
        local.keep(answer);
        const isKept = answer.body.length <= MAX_BYTES;
        this.settle(claim, isKept ? 'kept' : 'streamed', isKept ? sealStored(claim.id, answer) : '');
      },
      streamed: () => {
        local.streamed();
        this.settle(claim, 'streamed');
      },
      forget: () => {
        local.forget();
        this.settle(claim, '');
      },
    };
  }

  private settle(claim: Claim, state: State | '', answer = ''): void {
    this.claims.delete(claim);
    const args = [claim.digest, claim.owner, state, answer, KEEP_MS];
    this.link
      .ask((client) => runScript(client, SETTLE, [this.nameOf(claim.id)], args))
      .catch(() => undefined);
  }

  private renew(): void {
    for (const { id } of this.claims)
      this.link.ask((client) => client.pexpire(this.nameOf(id), IN_FLIGHT_MS, 'XX')).catch(() => undefined);
  }

  private nameOf(id: string): string {
    return `${this.prefix}:once:${id}`;
  }
}
