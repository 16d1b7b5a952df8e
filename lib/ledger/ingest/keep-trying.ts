import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { logger } from '@/lib/logger';
import { backoffMs } from './backoff';
import { pause } from './pause';

const CONNECT_TIMEOUT_MS = 5_000;
const QUERY_TIMEOUT_MS = 60_000;
const END_TIMEOUT_MS = 1_000;

/** Work on one connection. It calls `healthy` when it got something done: the next failure is then a first one. */
export type ConnectedWork = (client: pg.Client, healthy: () => void) => Promise<void>;

/** Runs `work` on one new connection after another, with growing pauses, until aborted. Never throws. */
export async function keepTrying(
  databaseUrl: string,
  signal: AbortSignal,
  work: ConnectedWork,
  onError?: (error: unknown) => void,
): Promise<void> {
  let failures = 0;
  while (!signal.aborted) {
    const client = connection(databaseUrl);
    try {
      await client.connect();
      await work(client, () => (failures = 0));
    } catch (error) {
      failures += 1;
      logger.warn(
        { err: error, failures },
        'ledger: ingestion failed and will try again; the log keeps what comes in',
      );
      onError?.(error);
      await pause(backoffMs(failures, Math.random()), signal);
    } finally {
      await Promise.race([
        client.end().catch(() => undefined),
        sleep(END_TIMEOUT_MS, undefined, { ref: false }),
      ]);
    }
  }
}

function connection(databaseUrl: string): pg.Client {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: 'tollgate ingest',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  });
  // A broken connection also fails the query under way; without a listener it would end the process.
  client.on('error', () => undefined);
  return client;
}
