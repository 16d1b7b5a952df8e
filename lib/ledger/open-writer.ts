import { GatewayError } from '@/lib/errors/gateway-error';
import { logger } from '@/lib/logger';
import { FrameBuffer } from './log/frame-buffer';
import { OwnLog, type OwnLogOptions } from './log/own-log';
import type { LedgerRecord } from './records';
import type { LedgerWriter } from './types';

/** Not ready for so long after a refusal; then requests may come, of which the first one finds out. */
const REFUSING_MS = 10_000;
const TOUCH_EVERY_MS = 2_000;
/** A group is written before its turn ends when it is this large. */
const GROUP_BYTES = 256 * 1024;
/** Completions kept while the disk refuses them: about 20 MB. */
const MAX_WAITING = 10_000;

export interface LedgerWriterOptions extends OwnLogOptions {
  /** The disk refused a group of records; called once for each refusal. Logged whether or not this is given. */
  onError?: (error: unknown) => void;
}

/** The records of one turn of the event loop. */
interface Group {
  written: Promise<GatewayError | undefined>;
  end(refusal?: GatewayError): void;
}

/**
 * Opens this process's own log.
 *
 * An intent that the disk refuses resolves to GatewayError `overloaded`: nothing may be dispatched without proof of it.
 * A completion is kept in memory then, for the money is spent, and tried again with each group and each touch. Should the
 * process die before that, the intent is still there and is settled as an orphan.
 */
export function openLedgerWriter(options: LedgerWriterOptions): LedgerWriter {
  return new Writer(options);
}

class Writer implements LedgerWriter {
  readonly #options: LedgerWriterOptions;
  readonly #log: OwnLog;
  readonly #frames = new FrameBuffer();
  readonly #touching: NodeJS.Timeout;
  #group: Group | undefined;
  #turnEnd: NodeJS.Immediate | undefined;
  #waiting: Buffer[] = [];
  #closed = false;
  #refusedMono = -Infinity;

  constructor(options: LedgerWriterOptions) {
    this.#options = options;
    this.#log = new OwnLog(options);
    this.#touching = setInterval(() => this.#touch(), TOUCH_EVERY_MS).unref();
  }

  append(record: LedgerRecord): Promise<GatewayError | undefined> {
    this.#frames.push(record, record.t === 'done');
    this.#group ??= newGroup();
    const { written } = this.#group;
    // Whoever ends late still gets on the log, though nobody waits for the end of this turn.
    if (this.#closed || this.#frames.length >= GROUP_BYTES) this.#write();
    else this.#turnEnd ??= setImmediate(() => this.#write());
    return written;
  }

  problem(): string | undefined {
    const isRefusing = performance.now() - this.#refusedMono < REFUSING_MS;
    return isRefusing ? 'the ledger cannot be written: is the disk full?' : undefined;
  }

  close(): void {
    clearInterval(this.#touching);
    this.#write();
    this.#closed = true;
    try {
      this.#writeWaiting();
      this.#log.close();
    } catch (error) {
      this.#report(error);
    }
  }

  #write(): void {
    clearImmediate(this.#turnEnd);
    this.#turnEnd = undefined;
    const group = this.#group;
    if (group === undefined) return;
    this.#group = undefined;
    try {
      this.#writeWaiting();
      const file = this.#log.write(this.#frames.bytes());
      this.#refusedMono = -Infinity;
      if (this.#options.durability === 'fsync') {
        const kept = this.#frames.kept();
        file.sync((error) => this.#synced(group, kept, error));
      } else group.end();
    } catch (error) {
      this.#refuse(group, this.#frames.kept(), error);
    } finally {
      this.#frames.clear();
    }
  }

  /** After a flush that failed nobody knows what is on the disk: the same completion twice counts once. */
  #synced(group: Group, kept: Buffer[], error: Error | null): void {
    if (error === null) group.end();
    else this.#refuse(group, kept, error);
  }

  #refuse(group: Group, completions: Buffer[], cause: unknown): void {
    const room = MAX_WAITING - this.#waiting.length;
    if (completions.length > room)
      logger.error('ledger: too many completions wait for the disk; some will be settled at their estimate');
    this.#waiting.push(...completions.slice(0, room));
    this.#refusedMono = performance.now();
    this.#report(cause);
    group.end(
      new GatewayError(
        'overloaded',
        'The ledger cannot be written; no request is sent without a record of it.',
        {
          cause,
          retryAfterS: 5,
        },
      ),
    );
  }

  #touch(): void {
    try {
      this.#writeWaiting();
      this.#log.touch();
    } catch (error) {
      this.#report(error);
    }
  }

  #writeWaiting(): void {
    while (this.#waiting[0] !== undefined) {
      this.#log.write(this.#waiting[0]);
      this.#waiting.shift();
    }
  }

  #report(error: unknown): void {
    logger.error({ err: error, waiting: this.#waiting.length }, 'ledger: the disk refused a record');
    this.#options.onError?.(error);
  }
}

function newGroup(): Group {
  let end: Group['end'] = () => undefined;
  const written = new Promise<GatewayError | undefined>((resolve) => {
    end = resolve;
  });
  return { written, end };
}
