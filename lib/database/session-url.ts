import { env } from '@/lib/env';

/**
 * Where a connection has a PostgreSQL session of its own, which LISTEN, locks that outlive a transaction, prepared
 * statements and SET need: past a pooler that shares sessions between transactions. `databaseUrl` where there is none.
 */
export function sessionUrl(databaseUrl: string): string {
  return env().DATABASE_DIRECT_URL ?? databaseUrl;
}

/** What is SET on one connection of `DATABASE_URL` may then be found on any other. */
export function isPooled(): boolean {
  return env().DATABASE_DIRECT_URL !== undefined;
}
