import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { isPooled } from '@/lib/database/session-url';
import { PrismaClient } from '@/lib/generated/prisma/client';

const kept = globalThis as typeof globalThis & { tollgatePrisma?: PrismaClient };

/**
 * Sums of many columns over some ten thousand rows: compiling each statement takes longer than running it, and what
 * does not fit the memory of a sort goes to the disk.
 */
const SETTINGS = `SET jit = off; SET work_mem = '32MB'`;

/**
 * The Prisma client of this process, made on first use so that importing a module needs no database.
 * Kept on globalThis: `next dev` loads modules again on each edit. Throws without `DATABASE_URL`.
 */
export function db(): PrismaClient {
  kept.tollgatePrisma ??= connect();
  return kept.tollgatePrisma;
}

function connect(): PrismaClient {
  // Read late: the process that starts the embedded server learns the address after its settings were parsed.
  const connectionString = process.env['DATABASE_URL'];
  if (!connectionString) throw new Error('DATABASE_URL is not set in this process.');
  // By a statement, for poolers refuse settings at the start of a connection; where one shares sessions, it is the one to
  // set them (docs/deploy.md). Awaited by the pool before any question.
  const onConnect = async (client: pg.ClientBase) => void (isPooled() || (await client.query(SETTINGS)));
  const config = { connectionString, max: 10, onConnect };
  return new PrismaClient({ adapter: new PrismaPg(config) });
}
