import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { BootError } from '@/lib/boot/boot-error';
import { migrate } from '@/lib/boot/migrate';
import { withClient } from '@/lib/boot/postgres/connect';
import { freshDatabase, withDatabase, type FreshDatabase } from '../../support/fresh-database';

const opened: FreshDatabase[] = [];
const directories: string[] = [];

afterEach(async () => {
  for (const database of opened.splice(0)) await database.drop();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

async function migrated(): Promise<FreshDatabase> {
  const database = await freshDatabase();
  opened.push(database);
  return database;
}

async function empty(): Promise<string> {
  const { url } = await migrated();
  await withClient(url, (client) => client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  return url;
}

function folderWith(name: string, sql: string): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  directories.push(directory);
  cpSync('prisma/migrations', directory, { recursive: true });
  mkdirSync(path.join(directory, name));
  writeFileSync(path.join(directory, name, 'migration.sql'), sql);
  return directory;
}

describe('migrate', () => {
  it('gives the tests a migrated database', async () => {
    const url = process.env['DATABASE_URL'] ?? '';
    const { rows } = await withClient(url, (client) =>
      client.query('SELECT count(*)::int AS n FROM request'),
    );
    expect(rows).toEqual([{ n: 0 }]);
    expect(withDatabase(url, 'x')).toMatch(/\/x$/);
  });

  it('applies nothing to a database that is up to date', async () => {
    const { url } = await migrated();
    expect(await migrate(url)).toEqual([]);
  });

  it('applies everything to an empty database, once, when several start together', async () => {
    const url = await empty();
    const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    expect(applied.flat()[0]).toMatch(/_init$/);
  });

  it('applies a further migration to a database with data', async () => {
    const { url } = await migrated();
    await withClient(url, (client) => client.query(`INSERT INTO workspace (id, name) VALUES ('a', 'A')`));
    const folder = folderWith('29990101000000_more', 'ALTER TABLE workspace ADD COLUMN note TEXT;');
    expect(await migrate(url, folder)).toEqual(['29990101000000_more']);
    const { rows } = await withClient(url, (client) => client.query('SELECT id, note FROM workspace'));
    expect(rows).toEqual([{ id: 'a', note: null }]);
  });

  it('names a migration that fails and says why in one line, at this and at the next start', async () => {
    const { url } = await migrated();
    const folder = folderWith('29990101000000_wrong', 'SELECT * FROM no_such_table;');
    const first = await migrate(url, folder).catch((error: unknown) => error);
    expect(first).toBeInstanceOf(BootError);
    expect(String(first)).toMatch(/29990101000000_wrong.*no_such_table/);
    expect(String(first)).not.toContain('\n');
    await expect(migrate(url, folder)).rejects.toThrow(/29990101000000_wrong/);
  });
});
