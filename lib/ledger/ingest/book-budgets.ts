import type pg from 'pg';
import type { Booking } from './booking';

/** Until the end of the transaction no window of a budget is opened: its first sum would miss our rows or count them twice. */
export async function holdBudgetWindows(client: pg.ClientBase): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock_shared(hashtext('tollgate.budgets'))");
}

/** Adds the attempts, which are new on the books, to the budgets that they count towards and to the leases that covered them. */
export async function bookBudgets(client: pg.ClientBase, bookings: readonly Booking[]): Promise<void> {
  const costs = bookings.flatMap(({ request, attempts, leases, heldUsd }) =>
    attempts.flatMap(({ cost_usd, model }, index) => {
      const counted = cost_usd ?? heldUsd[index] ?? '0';
      return counted === '0'
        ? []
        : {
            workspace_id: request.workspace_id,
            team: request.team,
            end_user: request.end_user,
            key_id: request.key_id,
            requested_model: request.requested_model,
            model,
            tags: request.tags,
            started_at: request.started_at,
            cost_usd: counted,
            leases: leases[index] ?? [],
          };
    }),
  );
  if (costs.length === 0) return;
  await client.query({
    name: 'ledger-book-budgets',
    text: 'SELECT budget_book($1::jsonb)',
    values: [JSON.stringify(costs)],
  });
}
