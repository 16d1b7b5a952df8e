import type { PrismaClient } from '@/lib/generated/prisma/client';
import { env } from '@/lib/env';
import { logger } from '@/lib/logger';
import { connectPrisma } from './connect-prisma';

/** After a failure it is not asked again for so long, so that it costs one page its patience and not each. */
const AWAY_MS = 5_000;
const CONNECT_MS = 1_000;
/** A page would rather ask the primary than wait longer. */
const QUERY_MS = 20_000;

/** The read replica of `DATABASE_READ_URL`. */
export class Replica {
  private awayUntilMono = Number.NEGATIVE_INFINITY;
  private readonly client: PrismaClient;

  constructor(connectionString: string) {
    const config = { connectionString, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS };
    this.client = connectPrisma(config, true);
  }

  get isAway(): boolean {
    return performance.now() < this.awayUntilMono;
  }

  /** `work` on the replica; undefined when it is away, or could not do it. */
  async try<T>(work: (client: PrismaClient) => Promise<T>): Promise<{ result: T } | undefined> {
    if (this.isAway) return undefined;
    try {
      return { result: await work(this.client) };
    } catch (err) {
      this.awayUntilMono = performance.now() + AWAY_MS;
      logger.warn({ err }, 'the read replica failed; the primary is asked instead');
      return undefined;
    }
  }

  close(): Promise<void> {
    return this.client.$disconnect();
  }
}

const kept = globalThis as typeof globalThis & { tollgateReplica?: Replica };

/** Undefined: there is none. Kept on globalThis as {@link db} is. */
export function replica(): Replica | undefined {
  const url = env().DATABASE_READ_URL;
  if (url !== undefined) kept.tollgateReplica ??= new Replica(url);
  return kept.tollgateReplica;
}
