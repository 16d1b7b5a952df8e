import type pg from 'pg';
import { recordArms } from '@/lib/canary/record-arms';
import { recordChecks } from '@/lib/feedback/record-checks';
import { recordHealth } from '@/lib/health/record-health';
import type { RequestCompletion } from '../records';
import { bookBudgets, holdBudgetWindows } from './book-budgets';
import type { Booking } from './booking';
import { isMissingPartition, isRefusal } from './database-error';
import { saveDeadLetters, type DeadLetter } from './dead-letter';
import type { Partitions } from './ensure-partitions';
import { insertAttempts, insertRequests } from './insert-rows';
import { closedPairs, latePairs, upsertPairs } from './late-pairs';
import { recordKeyUse } from './record-key-use';
import { rollUp } from './roll-up';
import { saveProgress, type SegmentProgress } from './save-progress';
import { transaction } from '@/lib/database/transaction';
import { holdRollups, upsertRollups } from './upsert-rollups';

/** A booking and the line that it came from. */
export interface LoggedBooking {
  booking: Booking;
  segment: string;
  offset: number;
  bytes: Buffer;
}

export interface Batch {
  bookings: LoggedBooking[];
  deadLetters: DeadLetter[];
  progress: SegmentProgress[];
}

/** Told of what is new on the books, once it is; must not throw. */
export type OnBooked = (done: RequestCompletion) => void;

/** How much of a batch was new on the books. */
export interface Stored {
  requests: number;
  attempts: number;
  deadLetters: number;
}

/**
 * Puts a batch on the books: rows, rollups, dead letters and progress in one transaction, all or nothing. Only rows
 * that were not there before are rolled up, so the same batch twice, or at once from two processes, counts once.
 * Should the database refuse a record, each goes alone and the refused ones become dead letters.
 * Throws what may pass: the batch can then be tried again whole.
 */
export async function storeBatch(
  client: pg.ClientBase,
  partitions: Partitions,
  batch: Batch,
  onBooked: OnBooked = () => undefined,
): Promise<Stored> {
  try {
    return await storeWhole(client, partitions, batch, onBooked);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (isMissingPartition(error)) partitions.forget();
    return storeSingly(client, partitions, batch, onBooked);
  }
}

async function storeWhole(
  client: pg.ClientBase,
  partitions: Partitions,
  batch: Batch,
  onBooked: OnBooked,
): Promise<Stored> {
  const bookings = once(batch.bookings);
  await partitions.ensure(
    client,
    bookings.map(({ request }) => request.started_at),
  );
  const { fresh, attempts, deadLetters } = await transaction(client, async () => {
    const stored = await storeBookings(client, bookings);
    const letters = await saveDeadLetters(client, batch.deadLetters);
    await saveProgress(client, batch.progress);
    return { ...stored, deadLetters: letters };
  });
  for (const { done } of fresh) onBooked(done);
  return { requests: fresh.length, attempts, deadLetters };
}

async function storeBookings(
  client: pg.ClientBase,
  bookings: Booking[],
): Promise<{ fresh: readonly Booking[]; attempts: number }> {
  if (bookings.length === 0) return { fresh: [], attempts: 0 };
  await holdBudgetWindows(client);
  await holdRollups(client);
  const added = await insertRequests(
    client,
    bookings.map(({ request }) => request),
  );
  const fresh = bookings.filter(({ request }) => added.has(request.id));
  const attempts = await insertAttempts(
    client,
    fresh.flatMap((booking) => booking.attempts),
  );
  await upsertRollups(client, rollUp(fresh));
  await upsertPairs(client, latePairs(fresh, await closedPairs(client, fresh)));
  await bookBudgets(client, fresh);
  await recordHealth(client, fresh);
  await recordArms(client, fresh);
  await recordChecks(client, fresh);
  await recordKeyUse(client, fresh);
  return { fresh, attempts };
}

/** Progress moves last: until then a restart reads all of it again. */
async function storeSingly(
  client: pg.ClientBase,
  partitions: Partitions,
  batch: Batch,
  onBooked: OnBooked,
): Promise<Stored> {
  const total: Stored = { requests: 0, attempts: 0, deadLetters: 0 };
  const add = (stored: Stored) => {
    total.requests += stored.requests;
    total.attempts += stored.attempts;
    total.deadLetters += stored.deadLetters;
  };
  for (const logged of batch.bookings) {
    try {
      const one = { bookings: [logged], deadLetters: [], progress: [] };
      add(await storeWhole(client, partitions, one, onBooked));
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const reason = `the database refused it: ${error instanceof Error ? error.message : 'no reason given'}`;
      add(
        await storeWhole(
          client,
          partitions,
          { bookings: [], deadLetters: [{ ...logged, reason }], progress: [] },
          onBooked,
        ),
      );
    }
  }
  add(await storeWhole(client, partitions, { ...batch, bookings: [] }, onBooked));
  return total;
}

/** By key, and each once: two rows of one key in one statement would both count as new. */
function once(logged: readonly LoggedBooking[]): Booking[] {
  const byKey = new Map<string, Booking>();
  for (const { booking } of logged) {
    const key = `${booking.request.started_at} ${booking.request.id}`;
    if (!byKey.has(key)) byKey.set(key, booking);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, booking]) => booking);
}
