import { connectPrisma } from '@/lib/database/connect-prisma';
import { isPooled } from '@/lib/database/session-url';
import type { PrismaClient } from '@/lib/generated/prisma/client';

const kept = globalThis as typeof globalThis & { tollgatePrisma?: PrismaClient };

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
  return connectPrisma({ connectionString }, !isPooled());
}
