import pg from 'pg';
import { sessionUrl } from '@/lib/database/session-url';
import type { Job, JobDeps } from './deps';

/**
 * Looks for work at once, again and again, and as soon as a notification tells of some.
 */
export async function findWork(
  { databaseUrl, onError }: Pick<JobDeps, 'databaseUrl' | 'onError'>,
  { channel, everyMs, look }: { channel: string; everyMs: number; look: () => Promise<void> },
): Promise<Job> {
  const go = () => void look().catch(onError);
  const client = new pg.Client({ connectionString: sessionUrl(databaseUrl), keepAlive: true });
  client.on('error', onError);
  client.on('notification', go);
  await client.connect();
  await client.query(`LISTEN ${channel}`);
  const timer = setInterval(go, everyMs);
  go();
  return {
    async close() {
      clearInterval(timer);
      await client.end().catch(() => undefined);
    },
  };
}
