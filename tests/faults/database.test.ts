import { setTimeout as after } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { select } from '@/tests/integration/ledger/books';
import { ask, soon } from './ask';
import { openDatabaseWorld, type DatabaseWorld } from './database-world';
import { faultIn } from './fault';

/** How long an answer of the database is held back; no request may wait for one. */
const SLOW_MS = 3_000;
const AT_ONCE = 5;

/** Some requests at once: each is answered, and none waits for the database. */
async function askMany(world: DatabaseWorld, stream: boolean): Promise<void> {
  const timed = async () => {
    const began = performance.now();
    const { status } = await ask(world, 'solo', stream);
    expect([status, performance.now() - began < SLOW_MS]).toEqual([200, true]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, timed));
}

/** Those that wait to write to or to lock `request`. */
const WAITING = `SELECT mode FROM pg_locks JOIN pg_database ON pg_database.oid = database
  WHERE NOT granted AND relation = 'request'::regclass AND datname = current_database() ORDER BY mode`;

/**
 * Ingestion gives way, however long each step takes: who waits looks for a deadlock once, a second after it began to.
 * Ingestion begins to wait for us while we wait for it already, and we look a minute later.
 */
async function deadlockWithIngestion(world: DatabaseWorld, fill: () => Promise<void>): Promise<void> {
  await withClient(world.databaseUrl, (other) =>
    withClient(world.databaseUrl, async (gate) => {
      const waiting = (...modes: string[]) =>
        soon(async () => expect((await gate.query(WAITING)).rows.map(({ mode }) => mode)).toEqual(modes));
      await other.query(`SET deadlock_timeout = '1min'; BEGIN; LOCK TABLE ledger_segment IN EXCLUSIVE MODE`);
      await gate.query('BEGIN; LOCK TABLE request IN ACCESS EXCLUSIVE MODE');
      await fill();
      await waiting('RowExclusiveLock');
      const locked = other.query('LOCK TABLE request IN ACCESS EXCLUSIVE MODE; COMMIT');
      const opened = waiting('AccessExclusiveLock', 'RowExclusiveLock').then(() => gate.query('COMMIT'));
      await Promise.all([locked, opened]);
    }),
  );
}

faultIn(
  openDatabaseWorld,
  68,
  'while the database refuses connections requests are served, also those that are budgeted, and all are on the books later',
  async (world, stream) => {
    await ask(world, 'solo', stream);
    world.proxy.become({ kind: 'refuse' });
    await askMany(world, stream);
    await soon(() => expect(world.databaseErrors.length).toBeGreaterThan(0));
    world.proxy.become({ kind: 'clear' });
    await world.booksHold();
  },
);
faultIn(
  openDatabaseWorld,
  68,
  'a database that takes questions and answers none holds nobody up',
  async (world, stream) => {
    await ask(world, 'solo', stream);
    world.proxy.become({ kind: 'hold' });
    await askMany(world, stream);
    world.proxy.become({ kind: 'clear' });
    await world.booksHold();
  },
);
faultIn(
  openDatabaseWorld,
  71,
  'while every connection of the database is taken requests are served, and all are on the books later',
  async (world, stream) => {
    await ask(world, 'solo', stream);
    world.proxy.become({ kind: 'full' });
    await askMany(world, stream);
    await soon(() => expect(world.databaseErrors).toContainEqual(expect.objectContaining({ code: '53300' })));
    world.proxy.become({ kind: 'clear' });
    await world.booksHold();
  },
);
faultIn(
  openDatabaseWorld,
  71,
  'questions of the pages that use up their own pool keep neither requests nor the books waiting',
  async (world, stream) => {
    const pages = new pg.Pool({ connectionString: world.proxy.url, max: 10 });
    pages.on('error', () => undefined);
    const taken = await Promise.all(Array.from({ length: 10 }, () => pages.connect()));
    await Promise.all(taken.map((client) => client.query('BEGIN; SELECT 1')));
    const waiting = Array.from({ length: 20 }, () => pages.query('SELECT 1'));
    await askMany(world, stream);
    await world.booksHold();
    expect([pages.totalCount, pages.waitingCount]).toEqual([10, 20]);
    for (const client of taken) client.release();
    await Promise.all(waiting);
    await pages.end();
  },
);
faultIn(
  openDatabaseWorld,
  73,
  'a deadlock with somebody else’s transaction is tried again, and each row is on the books once',
  async (world, stream) => {
    await ask(world, 'solo', stream);
    await world.booksHold();
    await deadlockWithIngestion(world, () => askMany(world, stream));
    await world.booksHold();
    const seen = `SELECT deadlocks::int FROM pg_stat_database WHERE datname = current_database()`;
    await soon(async () => expect(await select(world.databaseUrl, seen)).toEqual([{ deadlocks: 1 }]));
  },
);
faultIn(
  openDatabaseWorld,
  75,
  'a database that is slow to answer slows no request down',
  async (world, stream) => {
    await ask(world, 'solo', stream);
    world.proxy.become({ kind: 'slow', ms: SLOW_MS });
    for (let round = 0; round < 3; round += 1) await askMany(world, stream);
    await after(SLOW_MS);
    await askMany(world, stream);
    world.proxy.become({ kind: 'clear' });
    await world.booksHold();
  },
);
