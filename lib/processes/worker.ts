import { dataPath, env } from '@/lib/env';
import { fillDemo } from '@/lib/jobs/fill-demo';
import { startHostWork } from '@/lib/jobs/host-work';
import { serveUntilStopped } from '@/lib/jobs/serve-until-stopped';
import { startSchedules } from '@/lib/jobs/schedules';
import { logger } from '@/lib/logger';

const databaseUrl = env().DATABASE_URL;
if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set in this process.');

const stopping = new AbortController();
const host = startHostWork({ databaseUrl, name: 'worker' });
const schedules = startSchedules(databaseUrl);
const demo = fillDemo({
  databaseUrl,
  directory: dataPath('ledger'),
  ingest: host.ingest,
  signal: stopping.signal,
}).catch((err: unknown) => {
  if (!stopping.signal.aborted)
    logger.error({ err }, 'demo: no history this time; the next start tries again');
});

serveUntilStopped(async (withinMs) => {
  stopping.abort();
  // Before the books close: what is under way comes onto them.
  await schedules.close();
  await host.close(withinMs);
  await demo;
});
