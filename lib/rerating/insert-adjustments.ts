import type pg from 'pg';
import type { LineItem, UsdString } from '@/lib/pricing/types';
import type { BookedAttempt } from './read-attempts';

/** What one run changes of one attempt. */
export interface Adjustment {
  attempt: BookedAttempt;
  toUsd: UsdString | null;
  deltaUsd: UsdString;
  uncostedDelta: number;
  toPriceIds: string[];
  lines: LineItem[];
}

const INSERT = `
  INSERT INTO price_adjustment (run_id, workspace_id, request_started_at, request_id, attempt, from_usd, to_usd,
    delta_usd, uncosted_delta, from_price_ids, to_price_ids, line_items)
  SELECT $1, workspace_id, request_started_at, request_id, attempt, from_usd, to_usd, delta_usd, uncosted_delta,
    from_price_ids, to_price_ids, line_items
  FROM jsonb_to_recordset($2::jsonb) AS row(workspace_id text, request_started_at timestamptz, request_id text,
    attempt int, from_usd numeric, to_usd numeric, delta_usd numeric, uncosted_delta int, from_price_ids text[],
    to_price_ids text[], line_items jsonb)`;

export async function insertAdjustments(
  client: pg.ClientBase,
  runId: string,
  adjustments: readonly Adjustment[],
): Promise<void> {
  if (adjustments.length === 0) return;
  const rows = adjustments.map(({ attempt, toUsd, deltaUsd, uncostedDelta, toPriceIds, lines }) => ({
    workspace_id: attempt.workspaceId,
    request_started_at: attempt.at.toISOString(),
    request_id: attempt.requestId,
    attempt: attempt.attempt,
    from_usd: attempt.costUsd,
    to_usd: toUsd,
    delta_usd: deltaUsd,
    uncosted_delta: uncostedDelta,
    from_price_ids: attempt.priceIds,
    to_price_ids: toPriceIds,
    line_items: lines,
  }));
  await client.query(INSERT, [runId, JSON.stringify(rows)]);
}
