import type pg from 'pg';
import { loadBudgets } from './load-budgets';
import { openWindow } from './open-window';

/**
 * Opens the current window of every budget that is published: soft ones are counted from then on, and a changed limit
 * holds. Windows that are open already cost one look. Rejects when the database does.
 */
export async function keepWindows(database: Pick<pg.Pool, 'query'>, nowMs: number): Promise<void> {
  for (const budget of await loadBudgets(database)) {
    await openWindow(database, budget, budget.windowAt(nowMs));
  }
}
