import type pg from 'pg';
import { holdBudgetWindows } from '@/lib/ledger/ingest/book-budgets';
import { deltasAt, upsertPairs, type PairDelta } from '@/lib/ledger/ingest/late-pairs';
import { RollupDelta } from '@/lib/ledger/ingest/rollup-delta';
import { allDimensions, attemptDimensions } from '@/lib/ledger/ingest/rollup-dimensions';
import { holdRollups, upsertRollups } from '@/lib/ledger/ingest/upsert-rollups';
import { foldDays } from '@/lib/ledger/rollup/fold-days';
import { formatPico, parseUsd, type Pico } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { BookedAttempt } from './read-attempts';

interface BudgetChange {
  columns: Record<string, unknown>;
  delta: Pico;
}

/**
 * Gathers changes of cost, and books them where costs are counted: in the quarter hours of their requests, and in the
 * budgets that these counted towards. Kept together until the end, so that nobody waits long for rows of the present.
 */
export class CostChanges {
  readonly #rollups = new Map<string, RollupDelta>();
  readonly #pairs = new Map<string, PairDelta>();
  readonly #budgets = new Map<string, BudgetChange>();

  add(attempt: BookedAttempt, deltaUsd: UsdString, uncostedDelta: number): void {
    const delta = parseUsd(deltaUsd);
    const request = {
      workspace_id: attempt.workspaceId,
      started_at: attempt.at.toISOString(),
      provider: attempt.requestProvider,
      model: attempt.model,
      requested_model: attempt.requestedModel,
      key_id: attempt.keyId,
      team: attempt.team,
      task: attempt.task,
      rule_id: attempt.ruleId,
      outcome: attempt.outcome,
      cache: attempt.cache,
      end_user: attempt.endUser,
      tags: attempt.tags,
      attempt_count: attempt.attemptCount,
      route: attempt.route,
    };
    const base = attemptDimensions(request, { ...attempt, outcome: attempt.attemptOutcome });
    for (const dimensions of allDimensions(request, base)) {
      const key = JSON.stringify(Object.values(dimensions));
      const rollup = this.#rollups.get(key) ?? new RollupDelta(dimensions);
      rollup.addAdjustment(delta, uncostedDelta, base.role);
      this.#rollups.set(key, rollup);
    }
    for (const pair of deltasAt(this.#pairs, request, base))
      pair.addAdjustment(delta, uncostedDelta, base.role);
    this.#addToBudgets(attempt, base.bucket, delta);
  }

  /** Inside of the transaction that inserts the adjustments. */
  async book(client: pg.ClientBase): Promise<void> {
    await holdBudgetWindows(client);
    await holdRollups(client);
    const inOrder = [...this.#rollups].sort(([a], [b]) => (a < b ? -1 : 1));
    await upsertRollups(
      client,
      inOrder.map(([, delta]) => delta),
    );
    await upsertPairs(client, [...this.#pairs.values()]);
    await foldDays(client);
    const costs = [...this.#budgets.values()]
      .filter(({ delta }) => delta !== 0n)
      .map(({ columns, delta }) => ({ ...columns, cost_usd: formatPico(delta), leases: [] }));
    if (costs.length > 0) await client.query('SELECT budget_book($1::jsonb)', [JSON.stringify(costs)]);
  }

  /** Windows begin and end on quarters of an hour, so a quarter's start stands for all in it. */
  #addToBudgets(attempt: BookedAttempt, bucket: string, delta: Pico): void {
    const columns = {
      workspace_id: attempt.workspaceId,
      team: attempt.team,
      end_user: attempt.endUser,
      key_id: attempt.keyId,
      requested_model: attempt.requestedModel,
      model: attempt.model,
      tags: attempt.tags,
      started_at: bucket,
    };
    const key = JSON.stringify(columns);
    const change = this.#budgets.get(key) ?? { columns, delta: 0n };
    change.delta += delta;
    this.#budgets.set(key, change);
  }
}
