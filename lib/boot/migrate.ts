import path from 'node:path';
import { BootError } from './boot-error';
import { readMigrations } from './migrations';
import { withClient } from './postgres/connect';
import { withSchemaEngine } from './schema-engine';

/** Any number, the same in every Tollgate: starts that share a database migrate one after the other. */
const LOCK_KEY = 7_465_646_701;

/**
 * Applies what is missing of prisma/migrations, as `prisma migrate deploy` would: same table, same checksums. Returns the
 * names applied now. Throws {@link BootError} with one line that names the migration and what PostgreSQL said.
 */
export async function migrate(
  databaseUrl: string,
  directory = path.resolve('prisma/migrations'),
): Promise<string[]> {
  return withClient(databaseUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK_KEY]);
    return apply(databaseUrl, directory);
  });
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
