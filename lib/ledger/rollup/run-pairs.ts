import pg from 'pg';
import { closeBlocks } from './close-blocks';
import { closePairs } from './close-pairs';

interface PairsOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 60_000;

/** The worker's part of the rollups: pairs of what has settled, and blocks of days that have ended. */
export function runPairs({ databaseUrl, onError, everyMs = EVERY_MS }: PairsOptions): {
  close(): Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  const close = async () => {
    const client = await pool.connect();
    try {
      await closePairs(client, new Date(), stopping.signal);
      await closeBlocks(client, new Date(), stopping.signal);
    } finally {
      client.release();
    }
  };
  const begin = () => {
    running ??= close()
      .catch(onError)
      .finally(() => (running = undefined));
  };
  begin();
  const timer = setInterval(begin, everyMs);
  return {
    async close() {
      clearInterval(timer);
      stopping.abort();
      await running;
      await pool.end();
    },
  };
}
