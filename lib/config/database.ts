import type { Prisma } from '@/lib/generated/prisma/client';
import { db } from '@/lib/db';
import { tellFleet } from '@/lib/fleet/tell-fleet';
import { CONFIG_CHANNEL } from './channel';

/** A transaction of our Prisma client. */
export type Transaction = Prisma.TransactionClient;

/** Any number, the same in every Tollgate: who changes configuration or keys takes turns, on all machines. */
const LOCK_KEY = 7_465_646_702n;
const WAIT_MS = 20_000;

/** Runs `work` in one transaction while nobody else changes configuration or keys. */
export async function withConfigLock<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  const result = await db().$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK_KEY}::bigint)`;
      return work(tx);
    },
    { maxWait: WAIT_MS, timeout: WAIT_MS * 2 },
  );
  tellFleet({ kind: 'config' });
  return result;
}

/** Tells every process to look again, once the transaction is committed. */
export async function announceChange(tx: Transaction): Promise<void> {
  await tx.$executeRaw`SELECT pg_notify(${CONFIG_CHANNEL}, '')`;
}
