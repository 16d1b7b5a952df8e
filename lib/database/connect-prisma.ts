import { PrismaPg } from '@prisma/adapter-pg';
import type pg from 'pg';
import { PrismaClient } from '@/lib/generated/prisma/client';
import { askInTurn } from './ask-in-turn';

/**
 * Sums of many columns over some ten thousand rows: compiling each statement takes longer than running it, and what
 * does not fit the memory of a sort goes to the disk.
 */
const SETTINGS = `SET jit = off; SET work_mem = '32MB'`;

/** A Prisma client of its own pool. `settings` false: a pooler shares sessions, and is the one to set them (docs/deploy.md). */
export function connectPrisma(
  config: Pick<pg.PoolConfig, 'connectionTimeoutMillis' | 'query_timeout'> & { connectionString: string },
  settings: boolean,
): PrismaClient {
  // By a statement, for poolers refuse settings at the start of a connection. Awaited by the pool before any question.
  const onConnect = async (client: pg.ClientBase) => {
    askInTurn(client);
    if (settings) await client.query(SETTINGS);
  };
  const all = { max: 10, onConnect, ...config };
  return new PrismaClient({ adapter: new PrismaPg(all) });
}
