import pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { closeBlocks } from './close-blocks';
import { closePairs } from './close-pairs';

interface PairsOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 60_000;

/** The worker's part of the rollups: pairs of what has settled, and blocks of days that have ended. */
export function runPairs({ databaseUrl, onError, everyMs = EVERY_MS }: PairsOptions): Job {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const stopping = new AbortController();
  const round = async () => {
    const client = await pool.connect();
    try {
      await closePairs(client, new Date(), stopping.signal);
      await closeBlocks(client, new Date(), stopping.signal);
    } finally {
      client.release();
    }
  };
  const rounds = repeat(round, { everyMs, firstMs: 0, onError });
  return {
    async close() {
      stopping.abort();
      await rounds.close();
      await pool.end();
    },
  };
}
