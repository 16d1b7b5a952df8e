import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { select } from '@/tests/integration/ledger/books';
import { ingestOnce } from '@/tests/integration/ledger/ingest-once';
import { logDirectory } from '@/tests/integration/ledger/log-directory';
import { attempt, done, header, intent } from '@/tests/integration/ledger/sample-records';

let database: FreshDatabase;
let directory: string;

beforeEach(async () => {
  database = await freshDatabase();
  directory = logDirectory();
});
afterEach(() => database.drop());

const failed = attempt({ provider: 'a', status: 503, outcome: 'error', errorCode: 'overloaded' });
const served = attempt({ attempt: 2, provider: 'b' });
const request = (id: string) => ({
  request: header(id, { route: { ...header(id).route, candidates: ['a/small', 'b/small', 'c/small'] } }),
  attempts: [failed, served],
});

function write(...ids: string[]): void {
  const writer = openLedgerWriter({ directory });
  for (const id of ids) {
    writer.append(intent(id));
    writer.append(done(id, request(id)));
  }
  writer.close();
}

it('what a log holds of targets is counted exactly once, however often it is read', async () => {
  write('req_a', 'req_b');
  await ingestOnce({ databaseUrl: database.url, directory });
  write('req_b', 'req_c');
  await ingestOnce({ databaseUrl: database.url, directory });
  const windows = await select(
    database.url,
    `SELECT span_s, provider, calls::int, errors::int, answer_hist IS NULL AS "noAnswer",
       (SELECT sum(n)::int FROM unnest(answer_hist) n) AS answers
     FROM target_window ORDER BY span_s, provider`,
  );
  const both = [
    { provider: 'a', calls: 3, errors: 3, noAnswer: true, answers: null },
    { provider: 'b', calls: 3, errors: 0, noAnswer: false, answers: 3 },
  ];
  expect(windows).toEqual([...[60, 900, 3_600].flatMap((span_s) => both.map((row) => ({ span_s, ...row })))]);
  const events = await select(
    database.url,
    'SELECT kind, target, reason, to_state, count, alternatives, request_id FROM health_event',
  );
  expect(events).toEqual([
    {
      kind: 'failover',
      target: 'a/small',
      reason: '503 overloaded',
      to_state: 'b/small',
      count: 3,
      alternatives: ['b/small', 'c/small'],
      request_id: 'req_a',
    },
  ]);
});
