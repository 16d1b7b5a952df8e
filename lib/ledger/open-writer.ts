import { GatewayError } from '@/lib/errors/gateway-error';
import { logger } from '@/lib/logger';
import { encodeFrame } from './log/frame';
import { place } from './log/place';
import { SegmentFile } from './log/segment-file';
import { formatSegmentName, newOwner, type Owner } from './log/segment-name';
import type { LedgerRecord } from './records';
import type { LedgerWriter } from './types';

const ROTATE_AT_BYTES = 16 * 1024 * 1024;
const TOUCH_EVERY_MS = 2_000;
/** After a silence this long (stopped, suspended, blocked) the ingester may have buried us: go on as a new owner. */
const STALLED_AFTER_MS = 10_000;
/** Completions kept while the disk refuses them: about 20 MB. */
const MAX_WAITING = 10_000;

export interface LedgerWriterOptions {
  /** Made when missing. */
  directory: string;
  rotateAtBytes?: number;
  /** The disk refused a record; called once for each refusal. Logged whether or not this is given. */
  onError?: (error: unknown) => void;
  /** Wall clock, epoch ms. */
  now?: () => number;
}

/**
 * Opens this process's own log.
 *
 * `append` of an intent throws GatewayError `overloaded` when the disk refuses it: nothing may be dispatched without
 * proof of it. `append` of a completion never throws: the money is spent, so it is kept in memory and tried again with
 * each touch and each append. Should the process die before that, the intent is still there and is settled as an orphan.
 */
export function openLedgerWriter(options: LedgerWriterOptions): LedgerWriter {
  return new Writer(options);
}

class Writer implements LedgerWriter {
  readonly #options: LedgerWriterOptions;
  readonly #now: () => number;
  readonly #timer: NodeJS.Timeout;
  #owner: Owner;
  #sequence = 0;
  #file: SegmentFile | undefined;
  #lastAliveMs: number;
  #waiting: Buffer[] = [];

  constructor(options: LedgerWriterOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#owner = newOwner(place());
    this.#lastAliveMs = this.#now();
    this.#timer = setInterval(() => this.#touch(), TOUCH_EVERY_MS).unref();
  }

  append(record: LedgerRecord): void {
    const frame = encodeFrame(record);
    try {
      this.#flushWaiting();
      this.#write(frame);
    } catch (error) {
      this.#report(error);
      if (record.t === 'intent') {
        throw new GatewayError(
          'overloaded',
          'The ledger cannot be written; no request is sent without a record of it.',
          {
            cause: error,
            retryAfterS: 5,
          },
        );
      }
      this.#keep(frame);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    try {
      this.#flushWaiting();
    } catch (error) {
      this.#report(error);
    }
    this.#closeFile();
    // Whoever ends late still gets on the log: in a segment of its own, for a file is never opened twice.
    this.#sequence += 1;
  }

  #write(frame: Buffer): void {
    const now = this.#now();
    if (Math.abs(now - this.#lastAliveMs) > STALLED_AFTER_MS) this.#startAnew();
    this.#lastAliveMs = now;
    if (this.#file !== undefined && this.#file.size >= (this.#options.rotateAtBytes ?? ROTATE_AT_BYTES)) {
      this.#closeFile();
      this.#sequence += 1;
    }
    this.#file ??= new SegmentFile(this.#options.directory, formatSegmentName(this.#owner, this.#sequence));
    this.#file.append(frame);
  }

  #touch(): void {
    const now = this.#now();
    try {
      if (Math.abs(now - this.#lastAliveMs) > STALLED_AFTER_MS) this.#startAnew();
      this.#lastAliveMs = now;
      this.#flushWaiting();
      this.#file?.touch(now);
    } catch (error) {
      this.#report(error);
    }
  }

  #startAnew(): void {
    this.#closeFile();
    this.#owner = newOwner(place());
    this.#sequence = 0;
  }

  #closeFile(): void {
    const file = this.#file;
    this.#file = undefined;
    try {
      file?.close();
    } catch (error) {
      this.#report(error);
    }
  }

  #flushWaiting(): void {
    while (this.#waiting[0] !== undefined) {
      this.#write(this.#waiting[0]);
      this.#waiting.shift();
    }
  }

  #keep(frame: Buffer): void {
    if (this.#waiting.length < MAX_WAITING) this.#waiting.push(frame);
    else
      logger.error(
        'ledger: too many completions wait for the disk; this one will be settled at its estimate',
      );
  }

  #report(error: unknown): void {
    logger.error({ err: error, waiting: this.#waiting.length }, 'ledger: the disk refused a record');
    this.#options.onError?.(error);
  }
}
