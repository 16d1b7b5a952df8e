import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { BootError } from './boot-error';
import { readMigrations } from './migrations';
import { withClient } from './postgres/connect';
import { withSchemaEngine } from './schema-engine';

/** Any number, the same in every Tollgate: starts that share a database migrate one after the other. */
const LOCK_KEY = 7_465_646_701;
const TRY_EVERY_MS = 500;

/** Told once while another Tollgate has the turn. */
const tellOfWaiting = () =>
  console.log('… another Tollgate prepares the database; this one waits until it has done');

/**
 * Does `work` while no other Tollgate migrates the same database. The lock is one of a transaction, so that it goes with
 * its connection and holds behind a pooler. It is tried again and again: who waited for it inside of PostgreSQL would
 * hold a snapshot, for which an index that is built concurrently waits in turn.
 */
export async function withMigrationLock<T>(
  databaseUrl: string,
  work: () => Promise<T>,
  waits: () => void = tellOfWaiting,
): Promise<T> {
  return withClient(databaseUrl, async (client) => {
    for (let tries = 0; !(await begin(client)); tries += 1) {
      if (tries === 0) waits();
      await sleep(TRY_EVERY_MS);
    }
    return work();
  });
}

/** True: the lock is held until the connection ends. */
async function begin(client: pg.Client): Promise<boolean> {
  // It stays open and idle while another connection migrates.
  await client.query('BEGIN; SET LOCAL idle_in_transaction_session_timeout = 0');
  const { rows } = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [
    LOCK_KEY,
  ]);
  if (rows[0]?.mine === true) return true;
  await client.query('ROLLBACK');
  return false;
}

/**
 * Applies what is missing of prisma/migrations, as `prisma migrate deploy` would: same table, same checksums. Returns the
 * names applied now. Throws {@link BootError} with one line that names the migration and what PostgreSQL said.
 */
export function migrate(
  databaseUrl: string,
  directory = path.resolve('prisma/migrations'),
): Promise<string[]> {
  return withMigrationLock(databaseUrl, () => apply(databaseUrl, directory));
}

async function apply(databaseUrl: string, directory: string): Promise<string[]> {
  const input = {
    migrationsList: readMigrations(directory),
    filters: { externalTables: [], externalEnums: [] },
  };
  try {
    const done = await withSchemaEngine(databaseUrl, (engine) => engine.applyMigrations(input));
    return done.appliedMigrationNames;
  } catch (error) {
    throw new BootError(`The database could not be migrated: ${oneLine(error)}`, { cause: error });
  }
}

/** The engine adds its own stack below the message; operators need the migration and PostgreSQL's words. */
function oneLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const name = /migration_name="([^"]+)"/.exec(text)?.[1];
  const [message = ''] = text.split(/\n\s*0: /);
  const words = message
    .replace(/^external connector error\s*/, '')
    .replace(/\s*\n\s*/g, ' ')
    .trim();
  return name && !words.includes(name) ? `${name}: ${words}` : words;
}
