import type { Env } from '@/lib/env';
import { checkDatabase } from './database';
import { openPostgres } from './postgres/open';
import type { Teardown } from './teardown';

const WATCH_MS = 2_000;

export interface OpenDatabase {
  url: string;
  /** From now on it runs only where no gateway wants the processor, unless the server is not ours. */
  giveWay(): void;
}

/** The database of DATABASE_URL, or the embedded server, kept alive and stopped last. */
export async function openDatabase(
  { DATABASE_URL: given, DATABASE_DIRECT_URL: direct }: Pick<Env, 'DATABASE_URL' | 'DATABASE_DIRECT_URL'>,
  directory: string,
  teardown: Teardown,
): Promise<OpenDatabase> {
  if (given !== undefined) {
    await checkDatabase(given, direct);
    return { url: given, giveWay: () => undefined };
  }
  const server = await openPostgres(directory);
  let isReviving = false;
  const watch = setInterval(() => {
    if (isReviving) return;
    isReviving = true;
    server
      .revive()
      .then((revived) => revived && console.log('! database had ended and was started again'))
      .catch((error: unknown) => console.error(`! database: ${String(error)}`))
      .finally(() => (isReviving = false));
  }, WATCH_MS);
  teardown.add('database', async () => {
    clearInterval(watch);
    await server.stop();
  });
  return server;
}
