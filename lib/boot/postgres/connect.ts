import pg from 'pg';
import { SUPERUSER } from './create-cluster';
import type { Place } from './place';

/** Address of one database of the embedded server. */
export function serverUrl(place: Place, port: number, database: string): string {
  return `postgresql://${SUPERUSER}:${place.password}@127.0.0.1:${port}/${database}`;
}

/** Runs one piece of work on a connection of its own, five seconds to connect. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  // A connection that ends while idle is reported to the next query; unheard, the event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
