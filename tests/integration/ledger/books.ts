import pg from 'pg';

export interface Books {
  requests: number;
  attempts: number;
  orphans: number;
  /** Sums of each place that holds money, as text: they must all be equal. */
  cost: { attempts: string; requests: string; rollups: string };
  rollups: { requests: number; attempts: number; inText: number; latencies: number };
  deadLetters: number;
}

const READ = `SELECT
  (SELECT count(*)::int FROM request) AS requests,
  (SELECT count(*)::int FROM attempt) AS attempts,
  (SELECT count(*)::int FROM attempt WHERE outcome = 'orphan') AS orphans,
  (SELECT count(*)::int FROM ledger_dead_letter) AS "deadLetters",
  json_build_object(
    'attempts', (SELECT coalesce(trim_scale(sum(cost_usd)), 0)::text FROM attempt),
    'requests', (SELECT coalesce(trim_scale(sum(cost_usd)), 0)::text FROM request),
    'rollups', (SELECT coalesce(trim_scale(sum(cost_usd)), 0)::text FROM rollup_15m)) AS cost,
  (SELECT json_build_object(
    'requests', coalesce(sum(requests), 0), 'attempts', coalesce(sum(attempts), 0), 'inText', coalesce(sum(in_text), 0),
    'latencies', coalesce(sum((SELECT sum(n) FROM unnest(latency_hist) AS n)), 0)) FROM rollup_15m) AS rollups`;

/** What the books say now. */
export async function readBooks(databaseUrl: string): Promise<Books> {
  const [books] = await select<Books>(databaseUrl, READ);
  if (books === undefined) throw new Error('no books');
  return books;
}

export async function select<Row extends pg.QueryResultRow>(
  databaseUrl: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(sql, values)).rows;
  } finally {
    await client.end();
  }
}
