import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startIngest } from '@/lib/ledger/ingest';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks, select } from './books';
import { killChild, startChild } from './children';
import { writeDeadLog } from './dead-log';
import { logDirectory } from './log-directory';
import { ingestOnce } from './ingest-once';
import { attempt, done, header, intent, NOON } from './sample-records';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
});
afterEach(() => database.drop());

const linesOf = (file: string) =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];

test('kill -9 of writers: each call that a provider billed is on the books exactly once, orphans at most those in flight', async () => {
  const ingester = startIngest({ databaseUrl: database.url, directory });
  const providers = ['a', 'b', 'c'].map((prefix) => path.join(directory, `provider-${prefix}.txt`));
  for (const [n, provider] of providers.entries()) {
    const child = startChild('writer-child.ts', directory, provider, String(n));
    await vi.waitUntil(() => linesOf(provider).length > 1_000, { timeout: 20_000, interval: 5 });
    await killChild(child);
  }
  await ingester.idle();
  await ingester.close();
  const billed = providers.flatMap(linesOf).map((line) => line.split(' ')[0]);
  const rows = await select<{ id: string }>(database.url, 'SELECT id FROM request');
  const known = new Set(rows.map(({ id }) => id));
  expect(billed.filter((id) => id !== undefined && !known.has(id))).toEqual([]);
  // The kill may fall between an intent and its dispatch: such a request is on the books, and was not billed.
  expect(rows.length - billed.length).toBeLessThanOrEqual(providers.length);
  const books = await readBooks(database.url);
  expect(books.orphans).toBeGreaterThan(0);
  expect(books.orphans).toBeLessThanOrEqual(providers.length * 52);
  expect(books.rollups).toMatchObject({ requests: rows.length, attempts: rows.length });
  expect(books.cost.rollups).toBe(books.cost.attempts);
  expect(books.deadLetters).toBe(0);
});

test('kill -9 of the ingester in the middle of its work, again and again: nothing is lost and nothing counts twice', async () => {
  const requests = 6_000;
  const records = Array.from({ length: requests }, (_, n) => {
    const id = `req_${String(n).padStart(26, '0')}`;
    const request = header(id, { startedAt: NOON + n * 10 });
    return [intent(id, 1, { request }), done(id, { request, attempts: [attempt()] })];
  });
  for (let from = 0; from < requests; from += 1_000)
    writeDeadLog(directory, records.slice(from, from + 1_000).flat());
  let kills = 0;
  for (let onTheBooks = 0; onTheBooks < requests && kills < 4; kills += 1) {
    const child = startChild('ingest-child.ts', directory, database.url);
    await once(child, 'message');
    await killChild(child);
    onTheBooks = (await readBooks(database.url)).requests;
    if (kills === 0) expect(onTheBooks, 'the first kill came in the middle').toBeLessThan(requests);
  }
  await ingestOnce({ databaseUrl: database.url, directory });
  const books = await readBooks(database.url);
  expect(books).toMatchObject({ requests, attempts: requests, orphans: 0, deadLetters: 0 });
  expect(books.rollups).toEqual({
    requests,
    attempts: requests,
    inText: requests * 100,
    latencies: requests,
  });
  expect(books.cost).toEqual({ attempts: '0.084', requests: '0.084', rollups: '0.084' });
});
