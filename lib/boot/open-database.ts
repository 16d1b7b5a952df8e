import type { Env } from '@/lib/env';
import { checkDatabase } from './database';
import { openPostgres } from './postgres/open';
import type { Teardown } from './teardown';

const WATCH_MS = 2_000;

/** The database of DATABASE_URL, or the embedded server, kept alive and stopped last. Returns its address. */
export async function openDatabase(
  { DATABASE_URL: given, DATABASE_DIRECT_URL: direct }: Pick<Env, 'DATABASE_URL' | 'DATABASE_DIRECT_URL'>,
  directory: string,
  teardown: Teardown,
): Promise<string> {
  if (given !== undefined) {
    await checkDatabase(given, direct);
    return given;
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
  return server.url;
}
