import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tryLock } from '@/lib/boot/lock';
import { withClient } from '@/lib/boot/postgres/connect';
import { freshDatabase } from '../../support/fresh-database';
import { failedStart, removeData } from '../../support/start-tollgate';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tollgate-fail-'));
});
afterEach(() => removeData(directory));

/** A start that fails with exactly one line, apart from the steps that went well before. */
async function problemOf(env: Record<string, string>): Promise<string> {
  const { code, text } = await failedStart({ TOLLGATE_DATA_DIR: directory, ...env });
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('✓'));
  expect(lines).toHaveLength(1);
  expect(code).toBe(1);
  return lines[0] ?? '';
}

describe('a start that cannot succeed ends with one line', () => {
  it('when a setting is wrong, without its value', async () => {
    const problem = await problemOf({ TOLLGATE_ADMIN_TOKEN: 'too-short-secret', TOLLGATE_WORKERS: 'many' });
    expect(problem).toMatch(/^Wrong setting: .*TOLLGATE_ADMIN_TOKEN.*TOLLGATE_WORKERS/);
    expect(problem).not.toContain('too-short-secret');
  });

  it('when the port is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, resolve));
    const { port } = server.address() as AddressInfo;
    try {
      expect(await problemOf({ PORT: String(port) })).toMatch(new RegExp(`^Port ${port} is taken`));
    } finally {
      server.close();
    }
  });

  it('when the data directory is in use', async () => {
    const lock = await tryLock(`data ${directory}`);
    expect(await problemOf({})).toBe(`The data directory ${directory} is in use by another Tollgate.`);
    await lock?.release();
  });

  it('when the data directory cannot be made', async () => {
    expect(await problemOf({ TOLLGATE_DATA_DIR: '/dev/null/data' })).toMatch(
      /\/dev\/null\/data cannot be used/,
    );
  });

  it('when the database cannot be reached, without its password', async () => {
    const problem = await problemOf({ DATABASE_URL: 'postgres://user:s3cret@127.0.0.1:1/books' });
    expect(problem).toBe('The database books at 127.0.0.1:1 cannot be reached: ECONNREFUSED.');
  });

  it('when the database refuses the password', async () => {
    const wrong = new URL(process.env['DATABASE_URL'] ?? '');
    wrong.password = 's3cret';
    const problem = await problemOf({ DATABASE_URL: wrong.href });
    expect(problem).toMatch(/password authentication failed for user "tollgate"/);
    expect(problem).not.toContain('s3cret');
  });

  it('when an earlier migration failed half-way', async () => {
    const database = await freshDatabase();
    await withClient(database.url, (client) =>
      client.query('UPDATE _prisma_migrations SET finished_at = NULL, applied_steps_count = 0'),
    );
    const problem = await problemOf({ DATABASE_URL: database.url });
    expect(problem).toMatch(/^The database could not be migrated: .*_init/);
    await database.drop();
  });
});
