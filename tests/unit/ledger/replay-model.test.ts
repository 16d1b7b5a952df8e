import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BatchBuilder } from '@/lib/ledger/ingest/batch-builder';
import { OpenIntents } from '@/lib/ledger/ingest/open-intents';
import { completeLines } from '@/lib/ledger/log/frame';
import { logger } from '@/lib/logger';
import type { LedgerRecord } from '@/lib/ledger/records';
import { attempt, done, intent } from '@/tests/integration/ledger/sample-records';
import { encodeFrame } from '@/tests/support/encode-frame';

// Each torn end is worth a line, and here are hundreds.
const { level } = logger;
beforeAll(() => void (logger.level = 'silent'));
afterAll(() => void (logger.level = level));

/** Requests side by side, each with its intents in order and then perhaps its completion, which may come twice. */
const step = fc.record({ request: fc.nat(4), ends: fc.boolean(), twice: fc.boolean() });

function recordsOf(steps: readonly { request: number; ends: boolean; twice: boolean }[]): LedgerRecord[] {
  const begun = new Map<number, number>();
  const over = new Set<number>();
  return steps.flatMap(({ request, ends, twice }): LedgerRecord[] => {
    if (over.has(request)) return [];
    const id = `req_${request}`;
    const attempts = begun.get(request) ?? 0;
    if (!ends) {
      begun.set(request, attempts + 1);
      return [intent(id, attempts + 1)];
    }
    over.add(request);
    const end = done(id, {
      attempts: Array.from({ length: attempts }, (_, n) => attempt({ attempt: n + 1 })),
    });
    return twice ? [end, end] : [end];
  });
}

/** What must be on the books: of what is whole in the log, each request that began, once, with the attempts it is known to have made. */
function model(records: readonly LedgerRecord[]): Map<string, string> {
  const books = new Map<string, string>();
  const begun = new Map<string, number>();
  for (const record of records) {
    if (record.t === 'intent') begun.set(record.requestId, record.attempt);
    else books.set(record.request.requestId, `success ${record.attempts.length}`);
  }
  for (const [id, attempts] of begun) if (!books.has(id)) books.set(id, `orphan ${attempts}`);
  return books;
}

function replayed(log: Buffer): { books: Map<string, string>; deadLetters: number } {
  const open = new OpenIntents();
  const batch = new BatchBuilder();
  const lines = completeLines(log);
  for (const line of lines) batch.takeLine(open, { ...line, segment: 's.log' });
  const start = lines.at(-1)?.end ?? 0;
  const tail = log.subarray(start);
  if (tail.length > 0)
    batch.takeLine(open, { bytes: tail, start, end: log.length, segment: 's.log', unterminated: true });
  for (const request of open.requests()) batch.takeOrphan(open, request);
  // Nothing of it is looked at a second time.
  expect(open.requests()).toEqual([]);
  const { bookings, deadLetters } = batch.drain();
  const books = new Map<string, string>();
  for (const { booking } of bookings)
    books.set(booking.request.id, `${booking.request.outcome} ${booking.attempts.length}`);
  return { books, deadLetters: deadLetters.length };
}

test('a log cut at any byte, perhaps with a byte that rotted, is replayed to what a model says: each whole record counts, once, and nothing else does', () => {
  const place = fc.record({ record: fc.nat(), byte: fc.nat() });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 25, size: 'max' }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.option(place),
      (steps, share, rot) => {
        const records = recordsOf(steps);
        const frames = records.map(encodeFrame);
        const rotten = rot === null ? -1 : spoil(frames, rot);
        const log = Buffer.concat(frames);
        const cut = Math.floor(share * log.length);
        let end = 0;
        const ends = frames.map((frame) => (end += frame.length));
        // A record that lacks nothing but its line feed is whole.
        const whole = records.filter((_, n) => n !== rotten && (ends[n] ?? 0) - 1 <= cut);
        const { books, deadLetters } = replayed(log.subarray(0, cut));
        // What lost its first intent cannot be told from what had none.
        const lost = rotten >= 0 && records[rotten]?.t === 'intent';
        if (!lost) expect(books).toEqual(model(whole));
        // The torn end of a log was never relied on; a whole line that can't be read is kept for somebody to look at.
        const isKept = rotten >= 0 && (ends[rotten] ?? Infinity) <= cut;
        if (!lost) expect(deadLetters).toBe(isKept ? 1 : 0);
        else expect(deadLetters).toBeGreaterThanOrEqual(isKept ? 1 : 0);
      },
    ),
    { numRuns: 500 },
  );
});

/** Changes a byte of one record, not its line feed. Gives the record's number; -1 when there is none. */
function spoil(frames: Buffer[], { record, byte }: { record: number; byte: number }): number {
  if (frames.length === 0) return -1;
  const number = record % frames.length;
  const frame = Buffer.from(frames[number] ?? '');
  const at = byte % (frame.length - 1);
  frame[at] = (frame[at] ?? 0) ^ 1;
  frames[number] = frame;
  return number;
}
