import pg from 'pg';
import { readRuntime } from '@/lib/boot/runtime-file';
import { dataPath, env } from '@/lib/env';

/** DATABASE_URL, else that of the Tollgate running over the data directory. Throws when there is neither. */
export function databaseUrl(): string {
  const url = env().DATABASE_URL ?? readRuntime(dataPath())?.databaseUrl;
  if (url === undefined) throw new Error('No database: start Tollgate, or set DATABASE_URL.');
  return url;
}

export async function withDatabase<T>(task: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl(), application_name: `tollgate ${task}` });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
