import { claimDataDirectory } from '@/lib/boot/data-directory';
import { migrate } from '@/lib/boot/migrate';
import { openPostgres } from '@/lib/boot/postgres/open';
import { readRuntime } from '@/lib/boot/runtime-file';
import { dataPath, env } from '@/lib/env';

/** A migrated database, and how to leave it as it was found. */
export interface SeedTarget {
  url: string;
  close(): Promise<void>;
}

/** DATABASE_URL; else that of the Tollgate that runs over the data directory; else its embedded server, for as long as needed. */
export async function openTarget(): Promise<SeedTarget> {
  const given = env().DATABASE_URL;
  if (given !== undefined) {
    await migrate(given);
    return { url: given, close: () => Promise.resolve() };
  }
  try {
    const { directory, lock } = await claimDataDirectory(dataPath());
    const server = await openPostgres(directory);
    await migrate(server.url);
    return { url: server.url, close: () => server.stop().then(() => lock.release()) };
  } catch (error) {
    const running = readRuntime(dataPath());
    if (running === undefined) throw error;
    return { url: running.databaseUrl, close: () => Promise.resolve() };
  }
}
