import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate } from '@/lib/boot/migrate';
import { withClient } from '@/lib/boot/postgres/connect';
import { openPostgres } from '@/lib/boot/postgres/open';
import { TEMPLATE, withDatabase } from './fresh-database';

/**
 * A PostgreSQL of the tests' own, in a temp directory on a free port. Tests find in their environment DATABASE_URL of a
 * migrated database, TOLLGATE_SECRET and TOLLGATE_DATA_DIR.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-tests-'));
  // Losing test data in a crash of the machine is no loss.
  const server = await openPostgres(directory, { fsync: 'off' });
  const teardown = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
    rmSync(server.cluster, { recursive: true, force: true });
  };
  try {
    await prepare(server.url);
  } catch (error) {
    await teardown();
    throw error;
  }
  process.env['TOLLGATE_DATA_DIR'] = path.join(directory, 'data');
  process.env['TOLLGATE_EGRESS_ALLOW'] = '127.0.0.0/8, ::1';
  process.env['TOLLGATE_SECRET'] = randomBytes(32).toString('hex');
  return teardown;
}

async function prepare(serverUrl: string): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await migrate(withDatabase(serverUrl, TEMPLATE));
  await withClient(serverUrl, (client) => client.query(`CREATE DATABASE main TEMPLATE ${TEMPLATE}`));
  process.env['DATABASE_URL'] = withDatabase(serverUrl, 'main');
}
