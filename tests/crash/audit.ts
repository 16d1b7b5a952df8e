import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { withClient } from '@/lib/boot/postgres/connect';
import { isRight, verifyBooks } from '@/lib/ledger/verify';
import { readUsage } from '@/lib/reconciliation/read-usage';
import { reconcile } from '@/lib/reconciliation/reconcile';
import type { Reconciliation } from '@/lib/reconciliation/schemas';

export interface Audit {
  reconciliation: Reconciliation;
  orphans: number;
  /** Each with its place, its reason and how it begins. */
  deadLetters: string[];
  /** Leases on budgets that are still held. */
  reservations: number;
  /** What the budget counts less what the books say; what it holds for attempts whose cost nobody knows. */
  budgetLessBooksUsd: string;
  booksAreRight: boolean;
}

const COUNTS = `
  SELECT (SELECT count(*)::int FROM attempt WHERE outcome = 'orphan') AS orphans,
    ARRAY(SELECT concat_ws(' ', segment, "offset", reason, left(record, 2000)) FROM ledger_dead_letter) AS "deadLetters",
    (SELECT count(*)::int FROM budget_lease) AS reservations,
    trim_scale((SELECT sum(spent_usd) FROM budget_window) - (SELECT sum(cost_usd) FROM attempt))::text AS "budgetLessBooksUsd"`;

/** Everything that the provider billed against everything that is on the books. */
export async function audit(databaseUrl: string, dataDirectory: string): Promise<Audit> {
  const entries = readUsage(readFileSync(path.join(dataDirectory, 'simulator', 'ledger.jsonl'), 'utf8'));
  return withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<Omit<Audit, 'reconciliation' | 'booksAreRight'>>(COUNTS);
    const [counts] = rows;
    if (counts === undefined) throw new Error('no counts');
    const reconciliation = await reconcile(client, entries);
    return { ...counts, reconciliation, booksAreRight: isRight(await verifyBooks(client)) };
  });
}

/** `npm run ledger -- replay` over the data of a product that is stopped: what it says. */
export async function replay(databaseUrl: string, dataDirectory: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--import', 'tsx', 'scripts/ledger.ts', 'replay'],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, TOLLGATE_DATA_DIR: dataDirectory },
    },
  );
  return stdout.trim();
}
