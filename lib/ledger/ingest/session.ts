import { unlink } from 'node:fs/promises';
import type pg from 'pg';
import { logger } from '@/lib/logger';
import { listSegments } from '../log/list-segments';
import { OwnerLiveness, pidAlive } from '../log/owner-liveness';
import { place } from '../log/place';
import type { Owner } from '../log/segment-name';
import { alreadyBooked } from './already-booked';
import { BatchBuilder } from './batch-builder';
import { Partitions } from './ensure-partitions';
import { OwnerLog, type OwnerChunk } from './owner-log';
import { DayFolding } from './day-folding';
import { loadProgress } from './save-progress';
import { type OnBooked, storeBatch, type Stored } from './store-batch';
import { warnOfQuarantine } from './warn-of-quarantine';

/** In one transaction; about what one reading of the log gives. */
const MAX_REQUESTS = 500;
/** No request takes a day. Whose process lives and never wrote its end was forgotten by it, and would hold its log back for ever. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000;

interface Tail {
  owner: Owner;
  log: OwnerLog;
}

/**
 * Ingestion over one database connection. All state in memory is rebuilt from the database and the log by a new session,
 * so after any error the session is thrown away: what it had read and not stored is read again.
 */
export class IngestSession {
  readonly #client: pg.ClientBase;
  readonly #directory: string;
  readonly #onStored: (stored: Stored) => void;
  readonly #onBooked: OnBooked | undefined;
  readonly #partitions = new Partitions();
  readonly #days = new DayFolding();
  readonly #liveness = new OwnerLiveness({ place: place(), pidAlive });
  readonly #tails = new Map<string, Tail>();

  constructor(
    client: pg.ClientBase,
    directory: string,
    onStored: (stored: Stored) => void,
    onBooked?: OnBooked,
  ) {
    this.#client = client;
    this.#directory = directory;
    this.#onStored = onStored;
    this.#onBooked = onBooked;
  }

  /** Takes about a megabyte of each owner's log. True when there is more. Throws what the database or the disk throws. */
  async pass(): Promise<boolean> {
    await this.#adopt();
    let more = false;
    for (const [key, tail] of this.#tails) {
      try {
        if (await this.#advance(tail)) more = true;
        else if (tail.log.isEmpty) this.#tails.delete(key);
      } catch (error) {
        // Another ingester over the same log was further, and removed what is finished.
        if (!isMissingFile(error)) throw error;
        this.#tails.delete(key);
      }
    }
    if (!more) await this.#days.foldWhenDue(this.#client);
    return more;
  }

  async #adopt(): Promise<void> {
    const listed = await listSegments(this.#directory);
    const unknown = listed.filter(({ ownerKey, name }) => !this.#tails.get(ownerKey)?.log.has(name));
    const progress = await loadProgress(
      this.#client,
      unknown.map(({ name }) => name),
    );
    const byName = new Map(progress.map((known) => [known.name, known]));
    for (const segment of unknown) {
      const known = byName.get(segment.name);
      if (known?.finished) {
        await remove(`${this.#directory}/${segment.name}`);
        continue;
      }
      const tail = this.#tails.get(segment.ownerKey) ?? {
        owner: segment.owner,
        log: new OwnerLog(this.#directory),
      };
      this.#tails.set(segment.ownerKey, tail);
      tail.log.add(segment, known?.safeOffset ?? 0);
    }
  }

  async #advance({ owner, log }: Tail): Promise<boolean> {
    // Asked before reading: who is gone now has written all that it ever will.
    const at = { nowMs: Date.now(), monotonicMs: performance.now() };
    const gone = this.#liveness.isGone(owner, await log.touchedMs(), at);
    // Between the listing and that answer it may have begun one more segment, with completions of what is open here.
    if (gone) await this.#adopt();
    const chunk = await log.read(gone);
    const batch = new BatchBuilder();
    await this.#takeLines(log, chunk, batch);
    if (chunk.caughtUp)
      await this.#settleOrphans(log, batch, gone ? Infinity : at.nowMs - FORGOTTEN_AFTER_MS);
    await this.#store(log, batch, true);
    return !chunk.caughtUp;
  }

  async #takeLines(log: OwnerLog, chunk: OwnerChunk, batch: BatchBuilder): Promise<void> {
    for (const line of chunk.lines) {
      if (batch.size >= MAX_REQUESTS) await this.#store(log, batch, false);
      batch.takeLine(log.open, line);
      log.take(line);
    }
  }

  async #settleOrphans(log: OwnerLog, batch: BatchBuilder, beganBeforeMs: number): Promise<void> {
    for (const request of log.open.requests(beganBeforeMs)) {
      if (batch.size >= MAX_REQUESTS) await this.#store(log, batch, false);
      if (await alreadyBooked(this.#client, request)) log.open.close(request.requestId);
      else batch.takeOrphan(log.open, request);
    }
  }

  async #store(log: OwnerLog, batch: BatchBuilder, everyLineTaken: boolean): Promise<void> {
    const { bookings, deadLetters } = batch.drain();
    const progress = log.progress(everyLineTaken);
    // Progress alone can wait for the next rows, unless a file can go.
    if (bookings.length + deadLetters.length === 0 && !progress.some(({ finished }) => finished)) return;
    const taken = { bookings, deadLetters, progress };
    const stored = await storeBatch(this.#client, this.#partitions, taken, this.#onBooked);
    for (const letter of deadLetters) {
      logger.error(
        { segment: letter.segment, offset: letter.offset, reason: letter.reason },
        'ledger: dead letter',
      );
    }
    warnOfQuarantine(bookings);
    this.#onStored(stored);
    await this.#days.added(this.#client, stored.requests);
    for (const file of log.saved(progress)) await remove(file);
  }
}

async function remove(file: string): Promise<void> {
  try {
    await unlink(file);
  } catch (error) {
    if (!isMissingFile(error)) throw error;
  }
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
