import type pg from 'pg';
import { formatPico } from '@/lib/pricing/money';
import type { ActiveBudget } from './active-budget';
import type { Window } from './window';

const OPEN =
  'SELECT budget_window_open($1, $2, $3, $4, $5, $6, $7, $8::numeric, $9, $10::int[], $11)::text AS id';

/**
 * Finds the row of a budget's window, or makes it with what the books already hold for it; a newer configuration changes
 * its limit. Gives its id. Rejects when the database does.
 */
export async function openWindow(
  database: Pick<pg.Pool, 'query'>,
  budget: ActiveBudget,
  { startsAt, endsAt }: Window,
): Promise<string> {
  const { rows } = await database.query<{ id: string }>(OPEN, [
    budget.id,
    budget.workspaceId,
    budget.scope.kind,
    budget.scope.value,
    budget.period,
    new Date(startsAt).toISOString(),
    new Date(endsAt).toISOString(),
    formatPico(budget.limit),
    budget.mode,
    budget.alertPercents,
    budget.configVersion,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('budget_window_open gave no row');
  return row.id;
}
