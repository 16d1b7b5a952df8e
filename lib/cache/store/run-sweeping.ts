import type pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { repeatInFleet, type FleetOptions } from '@/lib/jobs/repeat-in-fleet';

interface SweepOptions extends FleetOptions {
  /** Answers beyond this many bytes in all go, those that were kept first. Default 1 GiB. */
  maxBytes?: number;
}

const EVERY_MS = 60_000;
const MAX_BYTES = 1024 ** 3;

/** A purge is told to processes that are alive; one that is older than any request has no more to say. */
const SWEEP = [
  'DELETE FROM cache_answer WHERE expires_at <= now()',
  `DELETE FROM cache_purge WHERE at < now() - interval '1 day'`,
];
const SHRINK = `DELETE FROM cache_answer WHERE key IN (
  SELECT key FROM (SELECT key, sum(bytes) OVER (ORDER BY stored_at DESC, key) AS upto FROM cache_answer) AS a
  WHERE upto > $1)`;

export async function sweepAnswers(client: Pick<pg.Pool, 'query'>, maxBytes = MAX_BYTES): Promise<void> {
  for (const statement of SWEEP) await client.query(statement);
  await client.query(SHRINK, [maxBytes]);
}

/** The worker's part of the cache: what has expired goes, and what would be too much. */
export function runSweeping({ maxBytes, everyMs = EVERY_MS, ...options }: SweepOptions): Job {
  return repeatInFleet('cache sweeping', { ...options, everyMs }, (client) => sweepAnswers(client, maxBytes));
}
