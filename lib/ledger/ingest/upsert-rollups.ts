import type pg from 'pg';
import { columnList, recordset } from './recordset';
import type { RollupDelta } from './rollup-delta';

const KEY = {
  workspace_id: 'text',
  bucket: 'timestamptz',
  provider: 'text',
  model: 'text',
  requested_model: 'text',
  key_id: 'text',
  team: 'text',
  task: 'text',
  rule_id: 'text',
  outcome: 'text',
};
const SUMS = {
  requests: 'bigint',
  attempts: 'bigint',
  cost_usd: 'numeric',
  uncosted: 'bigint',
  in_text: 'bigint',
  in_cache_read: 'bigint',
  in_cache_write_5m: 'bigint',
  in_cache_write_1h: 'bigint',
  out_text: 'bigint',
  out_reasoning: 'bigint',
  latency_sum_ms: 'bigint',
};
const MERGED = { other_meters: 'jsonb', latency_hist: 'int[]', first_content_hist: 'int[]' };
const COLUMNS = { ...KEY, ...SUMS, ...MERGED };

const additions = [
  ...Object.keys(SUMS).map((column) => `${column} = old.${column} + excluded.${column}`),
  'other_meters = meters_add(old.other_meters, excluded.other_meters)',
  'latency_hist = hist_add(old.latency_hist, excluded.latency_hist)',
  'first_content_hist = hist_add(old.first_content_hist, excluded.first_content_hist)',
];

const UPSERT = `
  INSERT INTO rollup_15m AS old (${columnList(COLUMNS)})
  SELECT ${columnList(COLUMNS)} FROM ${recordset(COLUMNS)}
  ON CONFLICT (${columnList(KEY)}) DO UPDATE SET ${additions.join(', ')}`;

/** Adds the deltas, which come in the order of their keys, to what the rollups hold. */
export async function upsertRollups(client: pg.ClientBase, deltas: readonly RollupDelta[]): Promise<void> {
  if (deltas.length === 0) return;
  const rows = JSON.stringify(deltas.map((delta) => delta.toRow()));
  await client.query({ name: 'ledger-upsert-rollups', text: UPSERT, values: [rows] });
}
