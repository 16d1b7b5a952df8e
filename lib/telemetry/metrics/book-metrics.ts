import type pg from 'pg';
import { z } from 'zod';
import { backlogBytes } from '@/lib/alerts/backlog-bytes';
import { logBytes } from '@/lib/ledger/log/log-bytes';
import { type Family, gauge } from './family';

const COUNTS = `SELECT (SELECT count(*) FROM ledger_dead_letter)::float8 AS "deadLetters",
  (SELECT count(*) FROM budget_lease)::float8 AS leases,
  (SELECT coalesce(sum(granted_usd - booked_usd), 0) FROM budget_lease)::float8 AS "leasedUsd"`;
const counts = z.tuple([z.object({ deadLetters: z.number(), leases: z.number(), leasedUsd: z.number() })]);

export interface BookSources {
  database: Pick<pg.Pool, 'query'>;
  ledgerDirectory: string;
  /** Since all that could be read of the log was on the books, ms; undefined: not yet, or another worker does it. */
  ingestLagMs: () => number | undefined;
}

async function askDatabase({ database, ledgerDirectory }: BookSources) {
  const [backlog, { rows }] = await Promise.all([
    backlogBytes(database, ledgerDirectory),
    database.query(COUNTS),
  ]);
  return { backlog, ...counts.parse(rows)[0] };
}

/** How far the books are behind the log, and what is held in budgets. What the database can't tell now is left out. */
export async function bookMetrics(sources: BookSources): Promise<Family[]> {
  const lagMs = sources.ingestLagMs();
  const onDisk = await logBytes(sources.ledgerDirectory);
  const known = await askDatabase(sources).catch(() => undefined);
  return [
    gauge('tollgate_database_up', '1: the database answers the worker.', known === undefined ? 0 : 1),
    gauge('tollgate_log_bytes', 'Segments of the local log on disk, bytes.', onDisk),
    gauge('tollgate_log_backlog_bytes', 'Of these not on the books yet, bytes.', known?.backlog),
    gauge(
      'tollgate_ingest_lag_seconds',
      'Since all of the log was on the books: no record that waits is older.',
      lagMs === undefined ? undefined : lagMs / 1_000,
      'max',
    ),
    gauge('tollgate_dead_letters', 'Records that could not be put on the books.', known?.deadLetters),
    gauge('tollgate_budget_leases', 'Leases on budgets.', known?.leases),
    gauge(
      'tollgate_budget_leased_usd',
      'Held by leases and not booked yet, USD, for graphs.',
      known?.leasedUsd,
    ),
  ];
}
