import pg from 'pg';

/** A walk over a quarter's attempts takes a while; one statement of it does not. */
const STATEMENT_TIMEOUT_MS = 120_000;

/**
 * Runs `work` in one transaction of its own connection; any error rolls all of it back. `read` sees one moment and
 * changes nothing; `write` is the only re-rating at a time, on whatever machine.
 */
export async function withBooks<T>(
  mode: 'read' | 'write',
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({
    connectionString: process.env['DATABASE_URL'],
    application_name: 'tollgate re-rating',
  });
  // A connection that ends while idle is reported to the next query; unheard, the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(mode === 'read' ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN');
    // Not as a setting of the connection, which poolers refuse.
    await client.query(`SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`);
    if (mode === 'write') await client.query("SELECT pg_advisory_xact_lock(hashtext('tollgate.rerating'))");
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } finally {
    // Without a commit, to close the connection is to roll back.
    await client.end().catch(() => undefined);
  }
}
