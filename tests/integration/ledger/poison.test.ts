import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeFrame } from '@/tests/support/encode-frame';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks, select } from './books';
import { writeDeadLog } from './dead-log';
import { logDirectory } from './log-directory';
import { ingestOnce } from './ingest-once';
import { attempt, done, header, NOON } from './sample-records';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
});
afterEach(() => database.drop());

const ingest = () => ingestOnce({ databaseUrl: database.url, directory });
const priced = (totalUsd: string) =>
  attempt({ cost: { state: 'priced', totalUsd, lines: [], unpricedMeters: [] } });

test('a record that the database refuses is a dead letter, and its neighbours are on the books', async () => {
  const poison = done('req_poison', { attempts: [priced('999999999999')] });
  writeDeadLog(directory, [done('req_a'), poison, done('req_b')]);
  expect(await ingest()).toEqual({ requests: 2, attempts: 2, deadLetters: 1 });
  const [letter] = await select<{ reason: string; record: string }>(
    database.url,
    'SELECT reason, record FROM ledger_dead_letter',
  );
  expect(letter?.reason).toMatch(/^the database refused it: numeric field overflow/);
  expect(JSON.parse(letter?.record.slice(9) ?? '')).toEqual(poison);
});

test('a line whose checksum differs is a dead letter, kept byte for byte', async () => {
  const broken = encodeFrame(done('req_broken'));
  broken[40] = 0xff;
  writeDeadLog(directory, [done('req_a'), broken, done('req_b')]);
  expect(await ingest()).toEqual({ requests: 2, attempts: 2, deadLetters: 1 });
  const [letter] = await select<{ record: string }>(database.url, 'SELECT record FROM ledger_dead_letter');
  expect(Buffer.from(letter?.record.replace('base64:', '') ?? '', 'base64')).toEqual(broken.subarray(0, -1));
});

test('a record without its attempts, or of an implausible time, is a dead letter', async () => {
  const bare = encodeFrame({ t: 'done', request: header('req_bare') });
  const ancient = done('req_old', { request: header('req_old', { startedAt: 0 }) });
  writeDeadLog(directory, [bare, ancient, done('req_b')]);
  expect(await ingest()).toEqual({ requests: 1, attempts: 1, deadLetters: 2 });
});

test('NUL, lone surrogates and endless names do not hold up a batch', async () => {
  const request = header('req_odd', {
    requestedModel: `a\u0000b\ud800${'x'.repeat(10_000)}`,
    tags: { 'k\u0000': '\udc00' },
  });
  writeDeadLog(directory, [done('req_odd', { request }), done('req_b')]);
  expect(await ingest()).toEqual({ requests: 2, attempts: 2, deadLetters: 0 });
  const [row] = await select(
    database.url,
    "SELECT left(requested_model, 4) AS name, length(requested_model) AS length, tags FROM request WHERE id = 'req_odd'",
  );
  expect(row).toEqual({ name: 'a\ufffdb\ufffd', length: 200, tags: { 'k\ufffd': '\ufffd' } });
});

test('the torn end of a dead segment is cut; a whole record that only lacks its line feed is not', async () => {
  const whole = encodeFrame(done('req_whole')).subarray(0, -1);
  writeDeadLog(directory, [done('req_a'), encodeFrame(done('req_torn')).subarray(0, 200)]);
  writeDeadLog(directory, [done('req_b'), whole]);
  expect(await ingest()).toEqual({ requests: 3, attempts: 3, deadLetters: 0 });
});

test('an unpriced attempt is in no sum: its request has the cost of the rest, says so, and is counted as such', async () => {
  const unpriced = attempt({
    attempt: 2,
    cost: { state: 'unpriced', totalUsd: null, lines: [], unpricedMeters: ['out.text'] },
  });
  const odd = attempt({
    attempt: 3,
    usage: { meters: { 'in.text': -5 }, provenance: 'provider' },
    cost: { state: 'unknown', totalUsd: null, lines: [], unpricedMeters: ['in.text'] },
  });
  writeDeadLog(directory, [
    done('req_a', { request: header('req_a', { startedAt: NOON }), attempts: [attempt(), unpriced, odd] }),
  ]);
  await ingest();
  expect(
    await select(
      database.url,
      'SELECT trim_scale(cost_usd)::text AS cost, cost_state, input_tokens::int FROM request',
    ),
  ).toEqual([{ cost: '0.000014', cost_state: 'unpriced', input_tokens: 200 }]);
  expect(
    await select(
      database.url,
      'SELECT trim_scale(sum(cost_usd))::text AS cost, sum(uncosted)::int AS uncosted FROM rollup_15m',
    ),
  ).toEqual([{ cost: '0.000014', uncosted: 2 }]);
  expect((await readBooks(database.url)).deadLetters).toBe(0);
});
