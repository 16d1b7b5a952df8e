import pg from 'pg';
import { expect, test } from 'vitest';
import { startIngest } from '@/lib/ledger/ingest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { freshDatabase } from '@/tests/support/fresh-database';
import { logDirectory } from './log-directory';
import { attempt, done, header, intent, NOON } from './sample-records';

const REQUESTS = 20_000;
const MODELS = ['small', 'medium', 'large'];

test('twenty thousand requests of one log are on the books, and how fast is printed', async () => {
  const database = await freshDatabase();
  const directory = logDirectory();
  const writer = openLedgerWriter({ directory });
  for (let n = 0; n < REQUESTS; n += 1) {
    const id = `req_${String(n).padStart(26, '0')}`;
    const request = header(id, { startedAt: NOON + n * 30, keyId: `key-${n % 5}` });
    void writer.append(intent(id, 1, { request }));
    void writer.append(done(id, { request, attempts: [attempt({ model: MODELS[n % 3] })] }));
  }
  writer.close();
  const started = performance.now();
  const ingest = startIngest({ databaseUrl: database.url, directory });
  await ingest.idle();
  const seconds = (performance.now() - started) / 1000;
  const { requests, attempts } = ingest.stored();
  await ingest.close();
  console.log(
    `ingest: ${Math.round((requests + attempts) / seconds)} rows/s with rollups (${requests} requests, ${seconds.toFixed(2)} s)`,
  );
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rows } = await client.query(
    'SELECT sum(requests)::int AS requests, sum(attempts)::int AS attempts FROM rollup_15m',
  );
  await client.end();
  expect(rows).toEqual([{ requests: REQUESTS, attempts: REQUESTS }]);
  await database.drop();
});
