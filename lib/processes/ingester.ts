import { env } from '@/lib/env';
import { startHostWork } from '@/lib/jobs/host-work';
import { serveUntilStopped } from '@/lib/jobs/serve-until-stopped';

/** A host without a worker puts its own log on the books. */
const databaseUrl = env().DATABASE_URL;
if (databaseUrl === undefined) throw new Error('DATABASE_URL is not set in this process.');

const host = startHostWork({ databaseUrl, name: 'ingester' });

serveUntilStopped((withinMs) => host.close(withinMs));
