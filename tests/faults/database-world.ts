import { rmSync } from 'node:fs';
import { expect } from 'vitest';
import { runBudgets } from '@/lib/budgets/run-budgets';
import { startIngest } from '@/lib/ledger/ingest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { sumUsd } from '@/lib/pricing/money';
import { DatabaseProxy } from '@/tests/support/database-proxy';
import { freshDatabase } from '@/tests/support/fresh-database';
import { readBooks } from '@/tests/integration/ledger/books';
import { logDirectory } from '@/tests/integration/ledger/log-directory';
import { openWorld, type Door, type World } from './world';

export interface DatabaseWorld extends World {
  proxy: DatabaseProxy;
  /** Not by way of the proxy. */
  databaseUrl: string;
  /** Of everything that asked the database. */
  databaseErrors: unknown[];
  /** Waits until all is in the database, and holds it against what the gateway wrote down. */
  booksHold(): Promise<void>;
}

/** A world whose log is on the disk, whose books are in a PostgreSQL of their own and whose budget is leased from there. */
export async function openDatabaseWorld(door: Door): Promise<DatabaseWorld> {
  const database = await freshDatabase();
  const proxy = await DatabaseProxy.to(database.url);
  const directory = logDirectory();
  const databaseErrors: unknown[] = [];
  const onError = (error: unknown) => void databaseErrors.push(error);
  const ledger = openLedgerWriter({ directory });
  const asked = { databaseUrl: proxy.url, onError };
  const ingest = startIngest({ ...asked, directory });
  const running = await runBudgets({ ...asked, ledgerDirectory: directory, process: door });
  const world = await openWorld({ door, deps: { ledger, budgets: running.budgets } });
  return {
    ...world,
    ...{ proxy, databaseErrors, databaseUrl: database.url },
    async booksHold() {
      await running.budgets.giveBack();
      await ingest.idle();
      const done = world.gateway.completions();
      const attempts = done.flatMap((one) => one.attempts);
      const cost = sumUsd(attempts.flatMap((one) => one.cost.totalUsd ?? []));
      expect(await readBooks(database.url)).toMatchObject({
        requests: done.length,
        attempts: attempts.length,
        orphans: 0,
        deadLetters: 0,
        cost: { attempts: cost, requests: cost, rollups: cost },
      });
    },
    async close() {
      proxy.become({ kind: 'clear' });
      await world.close();
      await Promise.all([running.close(), ingest.close()]);
      ledger.close();
      await proxy.close();
      await database.drop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
