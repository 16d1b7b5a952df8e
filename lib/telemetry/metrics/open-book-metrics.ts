import pg from 'pg';
import { bookMetrics, type BookSources } from './book-metrics';
import { TELL_WITHIN_MS, tellMetrics } from './exchange-metrics';
import { parentChannel } from './parent-channel';
import { processMetrics } from './process-metrics';

/** Less than the supervisor waits, so that a database that is away costs its own figures and no others. */
const DATABASE_MS = TELL_WITHIN_MS / 2;

/** The metrics of who ingests, for whoever asks the supervisor. Has a connection of its own, opened when it is asked. */
export function openBookMetrics(
  options: Omit<BookSources, 'database'> & { databaseUrl: string; name: string },
): {
  close(): Promise<void>;
} {
  const { databaseUrl, name, ...sources } = options;
  const database = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: DATABASE_MS,
    query_timeout: DATABASE_MS,
  });
  // Without a listener an idle connection that breaks would end the process; the next question tells it anyway.
  database.on('error', () => undefined);
  tellMetrics(
    async () => [...(await bookMetrics({ ...sources, database })), ...processMetrics(name)],
    parentChannel,
  );
  return { close: () => database.end() };
}
