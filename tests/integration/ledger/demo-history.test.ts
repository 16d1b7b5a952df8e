import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startIngest } from '@/lib/ledger/ingest';
import { fillDemo } from '@/lib/jobs/fill-demo';
import { missingDemoHistory } from '@/lib/jobs/demo-history';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks, select } from './books';
import { logDirectory } from './log-directory';
import { publishStarterConfig } from './starter-config';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
  await publishStarterConfig(database.url);
});
afterEach(() => database.drop());

async function fill(signal = new AbortController().signal): Promise<void> {
  const ingest = startIngest({ databaseUrl: database.url, directory });
  await fillDemo({ databaseUrl: database.url, directory, ingest, signal });
  await ingest.idle();
  await ingest.close();
}

test('the demo workspace gets thirty days of priced history once, through the log, in seconds', async () => {
  const started = performance.now();
  await fill();
  console.log(`demo: written and ingested in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const books = await readBooks(database.url);
  expect(books.requests).toBeGreaterThan(11_500);
  expect(books.requests).toBeLessThan(12_500);
  expect(books.deadLetters).toBe(0);
  expect(new Set(Object.values(books.cost)).size).toBe(1);
  const [shape] = await select(
    database.url,
    `SELECT count(*) FILTER (WHERE cost_state IN ('unpriced', 'unknown'))::int AS uncosted,
       count(*) FILTER (WHERE attempt_count > 1 AND outcome = 'success')::int > 30 AS "fallbacks",
       count(*) FILTER (WHERE outcome = 'error')::int > 0 AS errors, count(DISTINCT team)::int AS teams,
       count(DISTINCT model)::int > 5 AS models, count(DISTINCT started_at::date)::int > 28 AS days,
       round(100.0 * count(*) FILTER (WHERE task = 'simple_faq') / count(*))::int AS faq FROM request`,
  );
  expect(shape).toEqual({
    uncosted: 0,
    fallbacks: true,
    errors: true,
    teams: 5,
    models: true,
    days: true,
    faq: expect.closeTo(65, -1),
  });
  await fill();
  expect(await readBooks(database.url)).toEqual(books);
});

test('a generation that was broken off is completed by the next one, and no request counts twice', async () => {
  const ingest = startIngest({ databaseUrl: database.url, directory });
  const stop = new AbortController();
  setImmediate(() => stop.abort());
  await ingest.idle();
  await fillDemo({ databaseUrl: database.url, directory, ingest, signal: stop.signal });
  await ingest.close();
  const pool = new pg.Pool({ connectionString: database.url });
  const { times } = await missingDemoHistory(pool);
  await pool.end();
  expect(times.length).toBeGreaterThan(0);
  await fill();
  expect(await readBooks(database.url)).toMatchObject({
    requests: times.length,
    rollups: { requests: times.length },
  });
});
