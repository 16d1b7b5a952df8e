import pg from 'pg';
import { directoryId } from '@/lib/ledger/log/directory-id';
import { listenForRecalls } from './listen-for-recalls';
import { openBudgets, type Budgets, type BudgetsOptions } from './open-budgets';
import { pgLeaseStore } from './pg-lease-store';

export interface RunBudgetsOptions extends Pick<BudgetsOptions, 'waitMs' | 'idleMs'> {
  databaseUrl: string;
  /** Where this process writes its part of the ledger. */
  ledgerDirectory: string;
  /** Name of this process, for people. */
  process: string;
  onError: (error: unknown) => void;
}

export interface RunningBudgets {
  budgets: Budgets;
  /** Gives everything back. What is spent and not booked yet stays leased until it is. */
  close(): Promise<void>;
}

const TEND_EVERY_MS = 5_000;
const CONNECT_TIMEOUT_MS = 2_000;
/** Longer than a request waits for it: an answer that is late is of use to the next. */
const QUERY_TIMEOUT_MS = 3_000;

/** The leases of this process with all that keeps them alive. Rejects when the ledger's directory can't be used. */
export async function runBudgets(options: RunBudgetsOptions): Promise<RunningBudgets> {
  const { databaseUrl, onError } = options;
  const directory = await directoryId(options.ledgerDirectory);
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 2,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
  });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', onError);
  // The first request is not to wait for the connection, too.
  pool.query('SELECT 1').catch(onError);
  const store = pgLeaseStore(pool, { process: options.process, directory });
  const budgets = openBudgets({ store, waitMs: options.waitMs, idleMs: options.idleMs });
  const listener = listenForRecalls(databaseUrl, (windowId) => budgets.recall(windowId), onError);
  const timer = setInterval(() => void budgets.tend().catch(onError), TEND_EVERY_MS).unref();
  return {
    budgets,
    async close() {
      clearInterval(timer);
      await budgets.giveBack();
      await listener.close();
      await pool.end();
    },
  };
}
