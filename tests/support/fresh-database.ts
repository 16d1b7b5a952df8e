import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { withClient } from '@/lib/boot/postgres/connect';

/** Migrated, and never connected to, so that it can be copied at any time. */
export const TEMPLATE = 'tollgate_template';
/** For connections that are closing; what a test left open is closed after it. */
const LEAVE_MS = 1_000;

export interface FreshDatabase {
  url: string;
  /** Closes what is still connected and deletes it. */
  drop(): Promise<void>;
}

/** A new, migrated, empty database on the tests' server; takes about 50 ms. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = process.env['DATABASE_URL'];
  if (!server) throw new Error('DATABASE_URL is missing: is this test in the integration project?');
  const name = `fresh_${randomBytes(6).toString('hex')}`;
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  return {
    url: withDatabase(server, name),
    drop: () =>
      withClient(server, async (client) => {
        await untilLeft(client, name);
        await client.query(`DROP DATABASE ${name} (FORCE)`);
      }),
  };
}

/** A pool says that it has ended before its connections have: one that is thrown out then has nobody to hear it, and fails the run. */
async function untilLeft(client: pg.Client, name: string): Promise<void> {
  const deadline = performance.now() + LEAVE_MS;
  const question = 'SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = $1) AS used';
  while (performance.now() < deadline) {
    const { rows } = await client.query<{ used: boolean }>(question, [name]);
    if (rows[0]?.used !== true) return;
    await wait(10);
  }
}

/** The same server, another database. */
export function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
