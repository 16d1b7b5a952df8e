import { createHash } from 'node:crypto';
import { GatewayError } from '@/lib/errors/gateway-error';

export const KEEP_MS = 24 * 3_600_000;
const MAX_ENTRIES = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_KEY_LENGTH = 255;

export interface StoredAnswer {
  headers: Record<string, string>;
  body: Buffer;
}

interface Entry {
  digest: string;
  untilMs: number;
  state: 'in_flight' | 'streamed' | StoredAnswer;
}

/** The place of one request among those with the same key; ends with exactly one of the three. */
export interface Slot {
  keep(answer: StoredAnswer): void;
  /** It was answered by a stream, of which nothing is kept. */
  streamed(): void;
  /** It failed: it may be tried again. */
  forget(): void;
}

/** What has to be the same for an answer to be given again. */
export interface Repeatable {
  /** Of the door, which also names the model where the dialect has it so. */
  path: string;
  body: Buffer;
}

/** Which requests were made already: in this process (below) or in all (lib/fleet/shared-idempotency.ts). */
export interface Idempotency {
  begin(
    keyId: string,
    idempotencyKey: string,
    asked: Repeatable,
  ): Slot | StoredAnswer | Promise<Slot | StoredAnswer>;
}

const sha256 = (head: string, rest: Buffer | string = '') =>
  createHash('sha256').update(head).update(rest).digest('base64');

/** What an Idempotency-Key of a key is known by, and what its request is compared by. */
export const digestsOf = (keyId: string, idempotencyKey: string, { path, body }: Repeatable) => ({
  id: sha256(`${keyId}\n${idempotencyKey}`),
  digest: sha256(`${path}\n`, body),
});

/** Answers by virtual key and Idempotency-Key, in this process, bounded in number and bytes; the oldest go first. */
export class IdempotencyStore implements Idempotency {
  private readonly entries = new Map<string, Entry>();
  private bytes = 0;

  constructor(private readonly monotonic: () => number) {}

  /**
   * The stored answer, or a slot for the first request with this key. Throws GatewayError 409 while that one is under
   * way (or was streamed), 422 when it was another request.
   */
  begin(keyId: string, idempotencyKey: string, asked: Repeatable): Slot | StoredAnswer {
    if (idempotencyKey.length > MAX_KEY_LENGTH)
      throw new GatewayError('invalid_request', `The Idempotency-Key is longer than ${MAX_KEY_LENGTH}.`);
    const nowMs = this.monotonic();
    const { id, digest } = digestsOf(keyId, idempotencyKey, asked);
    const known = this.entries.get(id);
    if (known !== undefined && known.untilMs > nowMs) return replay(known, digest);
    this.drop(id);
    const entry: Entry = { digest, untilMs: nowMs + KEEP_MS, state: 'in_flight' };
    this.entries.set(id, entry);
    this.makeRoom();
    return {
      keep: (answer) => {
        entry.state = answer;
        if (this.entries.get(id) === entry) this.bytes += answer.body.length;
        this.makeRoom();
      },
      streamed: () => {
        entry.state = 'streamed';
      },
      forget: () => {
        if (this.entries.get(id) === entry) this.drop(id);
      },
    };
  }

  private drop(id: string): void {
    const entry = this.entries.get(id);
    if (entry === undefined) return;
    if (typeof entry.state === 'object') this.bytes -= entry.state.body.length;
    this.entries.delete(id);
  }

  private makeRoom(): void {
    for (const [id, { state }] of this.entries) {
      if (this.entries.size <= MAX_ENTRIES && this.bytes <= MAX_BYTES) return;
      // What is under way has to be known, or it would be sent twice.
      if (state !== 'in_flight') this.drop(id);
    }
  }
}

/** The answer of the first request. Throws GatewayError 409 where there is none (yet), 422 when that one was another. */
export function replay({ state, digest }: Pick<Entry, 'state' | 'digest'>, asked: string): StoredAnswer {
  if (digest !== asked)
    throw new GatewayError(
      'unprocessable',
      'This Idempotency-Key was used with another request body or path.',
    );
  if (state === 'in_flight')
    throw new GatewayError('conflict', 'A request with this Idempotency-Key is under way.', {
      retryAfterS: 1,
    });
  if (state === 'streamed')
    throw new GatewayError('conflict', 'The answer to this Idempotency-Key was streamed and is not kept.', {
      shouldRetry: false,
    });
  return state;
}
