import pg from 'pg';
import type { Job } from './deps';
import { onceInFleet } from './once-in-fleet';
import { repeat } from './repeat';

export interface FleetOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

/**
 * Does `work` again and again on a connection of its own, each round in one transaction and by one worker of the fleet
 * (`onceInFleet`). `close` waits for the last round.
 */
export function repeatInFleet(
  job: string,
  { databaseUrl, onError, everyMs }: Required<FleetOptions>,
  work: (client: pg.PoolClient) => Promise<unknown>,
): Job {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const rounds = repeat(() => onceInFleet(pool, job, work), { everyMs, onError });
  return {
    async close() {
      await rounds.close();
      await pool.end();
    },
  };
}
