import type pg from 'pg';
import { BootError } from '@/lib/boot/boot-error';
import { withMigrationLock } from '@/lib/boot/migrate';
import { withClient } from '@/lib/boot/postgres/connect';
import { engineSql, type Engine, type EngineSql } from './engine-sql';

/**
 * Puts the rows of requests into the care of the extension that `TOLLGATE_BOOKS` names, once; all of it or nothing. Throws
 * {@link BootError} with one line where the extension is not there, or where rows would have to be moved by hand.
 */
export async function useEngine(databaseUrl: string, engine: Engine): Promise<void> {
  const sql = engineSql(engine);
  if (sql === undefined) return withClient(databaseUrl, refuseOther);
  await withMigrationLock(databaseUrl, () =>
    withClient(databaseUrl, async (client) => {
      await requireExtension(client, engine, sql.extension);
      if (!(await isTrue(client, sql.isDone))) await handOver(client, engine, sql);
    }),
  );
}

/** Without its COMMIT, to close the connection is to undo all of it. */
async function handOver(client: pg.ClientBase, engine: Engine, sql: EngineSql): Promise<void> {
  await client.query('BEGIN');
  if (sql.isBlocked !== undefined && (await isTrue(client, sql.isBlocked)))
    throw new BootError(
      `TOLLGATE_BOOKS=${engine} can begin with empty books only; these have rows. Export them, or keep TOLLGATE_BOOKS=plain.`,
    );
  for (const statement of sql.statements) await client.query(statement);
  await client.query('COMMIT');
}

async function isTrue(client: pg.ClientBase, question: string): Promise<boolean> {
  const { rows } = await client.query<{ yes: boolean }>(question);
  return rows[0]?.yes === true;
}

/** Creating an extension is for superusers, and both must be loaded when the server starts: not ours to do. */
async function requireExtension(client: pg.ClientBase, engine: Engine, extension: string): Promise<void> {
  const { rows } = await client.query<{ installed: string | null }>(
    'SELECT installed_version AS installed FROM pg_available_extensions WHERE name = $1',
    [extension],
  );
  const [found] = rows;
  if (found === undefined)
    throw new BootError(
      `TOLLGATE_BOOKS=${engine} needs the extension ${extension}, which this PostgreSQL does not have. Install it there, or set TOLLGATE_BOOKS=plain.`,
    );
  if (found.installed === null)
    throw new BootError(
      `TOLLGATE_BOOKS=${engine} needs the extension ${extension}: run CREATE EXTENSION ${extension} in this database as a superuser.`,
    );
}

/** Without it a day would be looked for that nobody makes. */
async function refuseOther(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ relkind: string }>(
    `SELECT relkind FROM pg_class WHERE oid = 'request'::regclass`,
  );
  if (rows[0]?.relkind !== 'p')
    throw new BootError('These books are kept by an extension: set TOLLGATE_BOOKS=timescale.');
}
