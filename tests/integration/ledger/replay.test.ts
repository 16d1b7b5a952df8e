import { cpSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startIngest } from '@/lib/ledger/ingest';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks, select } from './books';
import { writeDeadLog } from './dead-log';
import { logDirectory } from './log-directory';
import { ingestOnce } from './ingest-once';
import { attempt, done, header, intent, NOON } from './sample-records';

const REQUESTS = 1_500;
let database: FreshDatabase;
let directory: string;

function mixedLog(): void {
  const records = Array.from({ length: REQUESTS }, (_, n) => {
    const id = `req_${String(n).padStart(26, '0')}`;
    const request = header(id, { startedAt: NOON + n * 7_000 });
    const attempts = [attempt({ model: `model-${n % 3}` })];
    const opened = intent(id, 1, { request });
    return n % 100 === 0 ? [opened] : [opened, done(id, { request, attempts })];
  });
  writeDeadLog(directory, records.slice(0, 700).flat(), records.slice(700).flat());
}

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
  mixedLog();
});
afterEach(() => database.drop());

test('the same log read twice from its start leaves the same books', async () => {
  const copy = logDirectory();
  cpSync(directory, copy, { recursive: true });
  expect(await ingestOnce({ databaseUrl: database.url, directory })).toMatchObject({ requests: REQUESTS });
  const books = await readBooks(database.url);
  expect(books.rollups).toMatchObject({ requests: REQUESTS, attempts: REQUESTS });
  await select(database.url, 'DELETE FROM ledger_segment');
  expect(await ingestOnce({ databaseUrl: database.url, directory: copy })).toEqual({
    requests: 0,
    attempts: 0,
    deadLetters: 0,
  });
  expect(await readBooks(database.url)).toEqual(books);
});

test('two ingesters that race over one log count each record once', async () => {
  const options = { databaseUrl: database.url, directory, exclusive: false };
  const [first, second] = await Promise.all([ingestOnce(options), ingestOnce(options)]);
  expect(first.requests + second.requests).toBe(REQUESTS);
  const books = await readBooks(database.url);
  expect(books).toMatchObject({ requests: REQUESTS, attempts: REQUESTS, orphans: 15, deadLetters: 0 });
  expect(books.rollups).toMatchObject({ requests: REQUESTS, attempts: REQUESTS });
  expect(new Set(Object.values(books.cost)).size).toBe(1);
});

test('a second ingester waits for the lock and takes over when the first one stops', async () => {
  const options = { databaseUrl: database.url, directory };
  const first = startIngest(options);
  await first.idle();
  const second = startIngest(options);
  writeDeadLog(directory, [done('req_late')]);
  await first.idle();
  expect([first.stored().requests, second.stored().requests]).toEqual([REQUESTS + 1, 0]);
  await first.close();
  writeDeadLog(directory, [done('req_later')]);
  await second.idle();
  expect(second.stored().requests).toBe(1);
  await second.close();
});
