import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { startIngest } from '@/lib/ledger/ingest';
import type { RequestCompletion } from '@/lib/ledger/records';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks, select } from './books';
import { writeDeadLog, writeLogOf } from './dead-log';
import { logDirectory } from './log-directory';
import { ingestOnce } from './ingest-once';
import { attempt, done, header, intent } from './sample-records';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
});
afterEach(() => database.drop());

const ingest = () => ingestOnce({ databaseUrl: database.url, directory });

test('each request is told of once, when it is on the books, however often its record is read', async () => {
  const told: string[] = [];
  const onBooked = ({ request }: RequestCompletion) => void told.push(request.requestId);
  const write = (...ids: string[]) => {
    const writer = openLedgerWriter({ directory });
    for (const id of ids) writer.append(done(id));
    writer.close();
  };
  write('req_a', 'req_b', 'req_a');
  await ingestOnce({ databaseUrl: database.url, directory, onBooked });
  write('req_b', 'req_c');
  await ingestOnce({ databaseUrl: database.url, directory, onBooked });
  expect(told.sort()).toEqual(['req_a', 'req_b', 'req_c']);
});

describe('what a live process writes', () => {
  test('is on the books while the process goes on writing', async () => {
    const writer = openLedgerWriter({ directory });
    const ingester = startIngest({ databaseUrl: database.url, directory });
    for (const id of ['req_a', 'req_b']) {
      await writer.append(intent(id));
      await writer.append(done(id));
      await ingester.idle();
    }
    await ingester.close();
    writer.close();
    const books = await readBooks(database.url);
    expect(books).toMatchObject({ requests: 2, attempts: 2, orphans: 0 });
    expect(books.cost).toEqual({ attempts: '0.000028', requests: '0.000028', rollups: '0.000028' });
  });

  test('an intent of a live process stays open, and is read again after a restart', async () => {
    const writer = openLedgerWriter({ directory });
    await writer.append(intent('req_open', 1, { startedAt: Date.now() }));
    await writer.append(intent('req_a'));
    await writer.append(done('req_a'));
    await ingest();
    expect(await readBooks(database.url)).toMatchObject({ requests: 1, orphans: 0 });
    expect(await select(database.url, 'SELECT safe_offset::int FROM ledger_segment')).toEqual([]);
    await writer.append(done('req_open'));
    await ingest();
    expect(await readBooks(database.url)).toMatchObject({
      requests: 2,
      orphans: 0,
      rollups: { requests: 2 },
    });
    writer.close();
  });

  test('a request that begins in one segment and ends in the next is one request', async () => {
    const writer = openLedgerWriter({ directory, rotateAtBytes: 1 });
    await writer.append(intent('req_a', 1, { startedAt: Date.now() }));
    await writer.append(intent('req_a', 2, { startedAt: Date.now() }));
    await ingest();
    await writer.append(done('req_a', { attempts: [attempt(), attempt({ attempt: 2 })] }));
    await ingest();
    expect(await readBooks(database.url)).toMatchObject({ requests: 1, attempts: 2, orphans: 0 });
    expect(readdirSync(directory).filter((name) => name.endsWith('.log'))).toHaveLength(1);
    writer.close();
  });
});

test('a request that a live process began a day ago and never ended is settled; a younger one waits', async () => {
  const writer = openLedgerWriter({ directory });
  const hours = (n: number) => Date.now() - n * 3_600_000;
  await writer.append(intent('req_forgotten', 1, { startedAt: hours(25) }));
  await writer.append(intent('req_young', 1, { startedAt: hours(23) }));
  await ingest();
  expect(await select(database.url, 'SELECT id FROM request')).toEqual([{ id: 'req_forgotten' }]);
  writer.close();
});

describe('what a dead process left', () => {
  test('is ingested whole, its segments are removed, and what they were is remembered', async () => {
    const files = writeDeadLog(directory, [intent('req_a'), done('req_a')], [intent('req_b'), done('req_b')]);
    await ingest();
    expect(files.map((file) => existsSync(file))).toEqual([false, false]);
    expect(await select(database.url, 'SELECT finished FROM ledger_segment')).toEqual([
      { finished: true },
      { finished: true },
    ]);
    expect(await readBooks(database.url)).toMatchObject({ requests: 2, orphans: 0 });
  });

  test('open intents are settled at their estimate, one orphan attempt for each', async () => {
    writeDeadLog(directory, [intent('req_a'), intent('req_b'), done('req_b')], [intent('req_a', 2)]);
    await ingest();
    const [request] = await select(
      database.url,
      "SELECT outcome, status, provider, attempt_count, cost_usd::text, input_tokens::int FROM request WHERE id = 'req_a'",
    );
    expect(request).toEqual({
      outcome: 'orphan',
      status: 0,
      provider: '',
      attempt_count: 2,
      cost_usd: '0.000058000000',
      input_tokens: 180,
    });
    const attempts = await select(
      database.url,
      "SELECT attempt, outcome, provenance, meters FROM attempt WHERE request_id = 'req_a' ORDER BY attempt",
    );
    expect(attempts).toEqual(
      [1, 2].map((number) => ({
        attempt: number,
        outcome: 'orphan',
        provenance: 'estimated',
        meters: { 'in.text': 90, 'out.text': 50 },
      })),
    );
    const books = await readBooks(database.url);
    expect(books.cost).toEqual({ attempts: '0.000072', requests: '0.000072', rollups: '0.000072' });
    expect(books.rollups, 'an orphan has no latency').toMatchObject({
      requests: 2,
      attempts: 3,
      latencies: 1,
    });
  });

  test('a completion that arrives after its request was settled as an orphan changes nothing', async () => {
    writeDeadLog(directory, [intent('req_a')]);
    await ingest();
    const before = await readBooks(database.url);
    writeDeadLog(directory, [done('req_a')]);
    expect(await ingest()).toEqual({ requests: 0, attempts: 0, deadLetters: 0 });
    expect(await readBooks(database.url)).toEqual(before);
  });

  test('an orphan without its first intent is a dead letter, not a silent loss', async () => {
    writeDeadLog(directory, [intent('req_a', 2)]);
    await ingest();
    expect(await select(database.url, 'SELECT reason FROM ledger_dead_letter')).toEqual([
      { reason: 'an intent without its request' },
    ]);
  });

  test('an intent that is read again without its first, for its request is on the books, is no loss', async () => {
    // Does nothing but live, until it is killed: below, or when the test has failed before.
    const writer = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 1e9)']);
    onTestFinished(() => void writer.kill('SIGKILL'));
    const startedAt = Date.now();
    writeLogOf(
      writer.pid ?? 0,
      directory,
      [intent('req_a'), intent('req_open', 1, { startedAt }), intent('req_a', 2)],
      [done('req_a', { attempts: [attempt(), attempt({ attempt: 2 })] })],
    );
    expect(await ingest()).toEqual({ requests: 1, attempts: 2, deadLetters: 0 });
    writer.kill('SIGKILL');
    await once(writer, 'exit');
    expect(await ingest()).toEqual({ requests: 1, attempts: 1, deadLetters: 0 });
    expect(await readBooks(database.url)).toMatchObject({ requests: 2, orphans: 1 });
  });

  test('an attempt that is not on the books stays a dead letter, though its request is there', async () => {
    writeDeadLog(directory, [intent('req_a'), done('req_a'), intent('req_a', 2)]);
    expect(await ingest()).toEqual({ requests: 1, attempts: 1, deadLetters: 1 });
  });
});

test('an attempt counts under its own model, its request under the one that served', async () => {
  const failed = attempt({
    model: 'large',
    provider: 'other',
    status: 500,
    outcome: 'error',
    usage: { meters: {}, provenance: 'none' },
    cost: { state: 'not_billed', totalUsd: '0', lines: [], unpricedMeters: [] },
  });
  writeDeadLog(directory, [
    done('req_a', { request: header('req_a'), attempts: [failed, attempt({ attempt: 2 })] }),
  ]);
  await ingest();
  const rollups = await select(
    database.url,
    'SELECT provider, model, requests::int, attempts::int, trim_scale(cost_usd)::text AS cost, in_text::int, latency_sum_ms::int AS latency FROM rollup_15m ORDER BY provider',
  );
  expect(rollups).toEqual([
    { provider: 'other', model: 'large', requests: 0, attempts: 1, cost: '0', in_text: 0, latency: 0 },
    {
      provider: 'sim',
      model: 'small',
      requests: 1,
      attempts: 1,
      cost: '0.000014',
      in_text: 100,
      latency: 130,
    },
  ]);
});
