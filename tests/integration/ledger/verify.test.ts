import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { verifyBooks } from '@/lib/ledger/verify';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { select } from './books';
import { writeDeadLog } from './dead-log';
import { logDirectory } from './log-directory';
import { ingestOnce } from './ingest-once';
import { attempt, done, intent } from './sample-records';

const root = path.resolve(import.meta.dirname, '../../..');
let database: FreshDatabase;
let dataDirectory: string;

beforeEach(async () => {
  database = await freshDatabase();
  dataDirectory = logDirectory();
  const unpriced = attempt({
    attempt: 2,
    cost: { state: 'unpriced', totalUsd: null, lines: [], unpricedMeters: ['in.text'] },
  });
  const audio = attempt({ usage: { meters: { 'in.audio': 7, 'out.reasoning': 3 }, provenance: 'provider' } });
  writeDeadLog(path.join(dataDirectory, 'ledger'), [
    done('req_a', { attempts: [attempt(), unpriced] }),
    done('req_b', { attempts: [audio] }),
    done('req_rejected', { outcome: 'rejected', attempts: [] }),
    intent('req_orphan'),
  ]);
});
afterEach(() => database.drop());

async function ledger(command: string): Promise<{ code: number; output: string }> {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    TOLLGATE_DATA_DIR: dataDirectory,
    LOG_LEVEL: 'silent',
  };
  const args = ['--import', 'tsx', 'scripts/ledger.ts', command];
  const run = promisify(execFile)(process.execPath, args, { cwd: root, env });
  const settled = await run.catch((error: { code: number; stdout: string; stderr: string }) => error);
  return { code: 'code' in settled ? settled.code : 0, output: settled.stdout + settled.stderr };
}

test('replay puts the log on the books, a second one finds nothing new, and verify says that the books are right', async () => {
  expect((await ledger('replay')).output).toContain(
    'New on the books: 4 requests, 4 attempts, 0 dead letters.',
  );
  expect((await ledger('replay')).output).toContain(
    'New on the books: 0 requests, 0 attempts, 0 dead letters.',
  );
  const { code, output } = await ledger('verify');
  expect(output).toContain(
    '4 requests, 4 attempts, $0.000057; 1 workspace days compared.\nThe books are right.',
  );
  expect(code).toBe(0);
});

const TAMPERING: [string, string, string][] = [
  [
    'a rollup that is off by the last digit',
    "UPDATE rollup_15m SET cost_usd = cost_usd + 0.000000000001 WHERE outcome = 'orphan' AND attempts > 0",
    'cost_usd: rows 0.000057, rollups 0.000057000001',
  ],
  ['a rollup that is gone', 'DELETE FROM rollup_15m', 'requests: rows 4, rollups 0'],
  [
    'an attempt that is gone',
    "DELETE FROM attempt WHERE request_id = 'req_b'",
    'req_b says 1 attempts and has 0',
  ],
  [
    'all rows of a day whose partition is there',
    'WITH a AS (DELETE FROM attempt) DELETE FROM request',
    'requests: rows 0, rollups 4',
  ],
  [
    'a request that costs other than its attempts',
    "UPDATE request SET cost_usd = 1 WHERE id = 'req_b'",
    'req_b costs 1.000000000000, its attempts add up to 0.000014000000',
  ],
  [
    "a request without its attempts' doubt",
    "UPDATE request SET cost_state = 'priced', cost_usd = 0.000014 WHERE id = 'req_a'",
    'req_a says priced, its attempts say unpriced',
  ],
];

test.each(TAMPERING)('verify finds %s', async (_what, sql, said) => {
  await ingestOnce({ databaseUrl: database.url, directory: path.join(dataDirectory, 'ledger') });
  await select(database.url, sql);
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const verdict = await verifyBooks(client);
  await client.end();
  const found = [
    ...verdict.dayDifferences.map(
      ({ figure, rows, rollups }) => `${figure}: rows ${rows}, rollups ${rollups}`,
    ),
    ...verdict.requestDifferences.map(({ requestId, problem }) => `${requestId} ${problem}`),
  ];
  expect(found).toContain(said);
});

test('the command says that the books are wrong, where, and exits 1', async () => {
  await ledger('replay');
  await select(database.url, "UPDATE rollup_15m SET cost_usd = 0 WHERE outcome = 'orphan'");
  const { code, output } = await ledger('verify');
  expect(output).toMatch(
    /DIFFERENCE main \d{4}-\d\d-\d\d cost_usd: rows 0.000057, rollups 0.000028\nThe books are WRONG\./,
  );
  expect(code).toBe(1);
});
