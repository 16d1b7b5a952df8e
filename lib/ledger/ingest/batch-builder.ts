import { logger } from '@/lib/logger';
import type { RequestCompletion } from '../records';
import { toBooking } from './booking';
import type { DeadLetter } from './dead-letter';
import type { OpenIntents, OpenRequest } from './open-intents';
import type { SegmentLine } from './owner-log';
import { readRecord } from './read-record';
import { settleOrphan } from './settle-orphan';
import type { LoggedBooking } from './store-batch';

/** Gathers what goes on the books next. */
export class BatchBuilder {
  #bookings: LoggedBooking[] = [];
  #deadLetters: DeadLetter[] = [];

  /** Records in it. */
  get size(): number {
    return this.#bookings.length + this.#deadLetters.length;
  }

  /** An intent opens, a completion closes and is booked, what can't be read is a dead letter. */
  takeLine(open: OpenIntents, line: SegmentLine): void {
    const record = readRecord(line.bytes);
    const source = { segment: line.segment, offset: line.start, bytes: line.bytes };
    switch (record.kind) {
      case 'intent':
        open.add({ intent: record.intent, segment: line.segment, offset: line.start });
        return;
      case 'done':
        open.close(record.done.request.requestId);
        this.#book(record.done, source);
        return;
      case 'unreadable':
        if (line.unterminated) {
          // Its append never returned, so nobody relied on it: an intent was not dispatched, a completion has its intent.
          logger.warn({ segment: line.segment, offset: line.start }, 'ledger: cut the torn end of a segment');
          return;
        }
        this.#deadLetters.push({ ...source, reason: record.reason });
        return;
      default:
        record satisfies never;
    }
  }

  /** A request whose process is gone. */
  takeOrphan(open: OpenIntents, { requestId, intents }: OpenRequest): void {
    const [first] = intents;
    if (first === undefined) return;
    open.close(requestId);
    const done = settleOrphan(intents.map(({ intent }) => intent));
    const bytes = Buffer.from(JSON.stringify(intents.map(({ intent }) => intent)));
    const source = { segment: first.segment, offset: first.offset, bytes };
    if (done === undefined) this.#deadLetters.push({ ...source, reason: 'an intent without its request' });
    else this.#book(done, source);
  }

  /** What was gathered; the builder starts anew. */
  drain(): { bookings: LoggedBooking[]; deadLetters: DeadLetter[] } {
    const drained = { bookings: this.#bookings, deadLetters: this.#deadLetters };
    this.#bookings = [];
    this.#deadLetters = [];
    return drained;
  }

  #book(done: RequestCompletion, source: { segment: string; offset: number; bytes: Buffer }): void {
    try {
      this.#bookings.push({ booking: toBooking(done), ...source });
    } catch (error) {
      const reason = `it can't become rows: ${error instanceof Error ? error.message : 'no reason given'}`;
      this.#deadLetters.push({ ...source, reason });
    }
  }
}
