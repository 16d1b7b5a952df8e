import type pg from 'pg';
import { toBooking, type Booking } from './ingest/booking';
import { Partitions } from './ingest/ensure-partitions';
import { readRecord } from './ingest/read-record';
import { storeBatch } from './ingest/store-batch';

interface Letter {
  segment: string;
  offset: string;
  reason: string;
  record: string;
}

export interface Retried {
  /** Put on the books now, or found there; these letters are gone. */
  booked: number;
  /** Those that stay, and why. */
  kept: { segment: string; offset: number; reason: string }[];
}

/**
 * Tries each dead letter again: what refused it may have been mended since. One that is on the books afterwards is removed,
 * any other stays as it was. Throws what may pass (a connection that breaks); a second run goes on from there.
 */
export async function retryDeadLetters(client: pg.ClientBase): Promise<Retried> {
  const { rows } = await client.query<Letter>(
    'SELECT segment, "offset", reason, record FROM ledger_dead_letter ORDER BY segment, "offset"',
  );
  const partitions = new Partitions();
  const retried: Retried = { booked: 0, kept: [] };
  for (const letter of rows) {
    const bytes = bytesOf(letter.record);
    const booking = bookingOf(bytes);
    const offset = Number(letter.offset);
    if (typeof booking === 'string') {
      retried.kept.push({ segment: letter.segment, offset, reason: booking });
      continue;
    }
    const logged = { booking, segment: letter.segment, offset, bytes };
    await storeBatch(client, partitions, { bookings: [logged], deadLetters: [], progress: [] });
    if (await isBooked(client, booking)) {
      await client.query('DELETE FROM ledger_dead_letter WHERE segment = $1 AND "offset" = $2', [
        letter.segment,
        letter.offset,
      ]);
      retried.booked += 1;
    } else retried.kept.push({ segment: letter.segment, offset, reason: letter.reason });
  }
  return retried;
}

/** As dead-letter.ts wrote it. */
function bytesOf(record: string): Buffer {
  return record.startsWith('base64:')
    ? Buffer.from(record.slice('base64:'.length), 'base64')
    : Buffer.from(record, 'utf8');
}

/** What would go on the books, or why nothing can. */
function bookingOf(line: Buffer): Booking | string {
  const read = readRecord(line);
  if (read.kind === 'unreadable') return read.reason;
  if (read.kind === 'intent') return 'an intent, not a completion';
  try {
    return toBooking(read.done);
  } catch (error) {
    return `it can't become rows: ${error instanceof Error ? error.message : 'no reason given'}`;
  }
}

async function isBooked(client: pg.ClientBase, { request }: Booking): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM request WHERE started_at = $1 AND id = $2', [
    request.started_at,
    request.id,
  ]);
  return found.rowCount === 1;
}
