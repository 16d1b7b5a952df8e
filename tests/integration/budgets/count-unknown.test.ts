import { expect, test } from 'vitest';
import { freshDatabase } from '@/tests/support/fresh-database';
import { select } from '../ledger/books';
import { writeDeadLog } from '../ledger/dead-log';
import { ingestOnce } from '../ledger/ingest-once';
import { logDirectory } from '../ledger/log-directory';
import { attempt, done } from '../ledger/sample-records';

const OPEN = `SELECT budget_window_open('b', 'main', 'workspace', 'main', 'daily', '2026-11-03', '2026-11-04', 1, 'hard', '{}', 1)`;

test('an attempt of unknown cost counts in the budget what was held for it, and is unknown on the books', async () => {
  const database = await freshDatabase();
  try {
    await select(database.url, OPEN);
    const directory = logDirectory();
    const unknown = attempt({
      outcome: 'client_closed',
      heldUsd: '0.25',
      usage: { meters: {}, provenance: 'none' },
      cost: { state: 'unknown', totalUsd: null, lines: [], unpricedMeters: [] },
    });
    writeDeadLog(directory, [
      done('req_1', { outcome: 'client_closed', status: 499, attempts: [unknown] }),
      done('req_2'),
    ]);
    await ingestOnce({ databaseUrl: database.url, directory });
    const [row] = await select<{ spent: string; booked: string }>(
      database.url,
      `SELECT trim_scale(spent_usd)::text AS spent,
        (SELECT trim_scale(sum(cost_usd))::text FROM attempt) AS booked FROM budget_window`,
    );
    expect(row).toEqual({ spent: '0.250014', booked: '0.000014' });
  } finally {
    await database.drop();
  }
});
