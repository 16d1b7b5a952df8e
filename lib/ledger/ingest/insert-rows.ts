import type pg from 'pg';
import type { AttemptRow } from './attempt-row';
import { columnList, recordset, type Columns } from './recordset';
import type { RequestRow } from './request-row';

const REQUEST_COLUMNS = {
  started_at: 'timestamptz',
  id: 'text',
  workspace_id: 'text',
  key_id: 'text',
  team: 'text',
  door: 'text',
  api: 'text',
  stream: 'boolean',
  requested_model: 'text',
  provider: 'text',
  model: 'text',
  task: 'text',
  rule_id: 'text',
  cache: 'text',
  end_user: 'text',
  tags: 'jsonb',
  status: 'int',
  outcome: 'text',
  error_code: 'text',
  attempt_count: 'int',
  latency_ms: 'int',
  first_content_ms: 'int',
  input_tokens: 'bigint',
  output_tokens: 'bigint',
  cost_usd: 'numeric',
  cost_state: 'text',
  config_version: 'int',
  experiment: 'text',
  arm: 'text',
  route: 'jsonb',
  facts: 'jsonb',
  saved: 'jsonb',
} as const satisfies Record<keyof RequestRow, string>;

const ATTEMPT_COLUMNS = {
  request_started_at: 'timestamptz',
  request_id: 'text',
  attempt: 'int',
  workspace_id: 'text',
  started_at: 'timestamptz',
  provider: 'text',
  model: 'text',
  upstream_model: 'text',
  served_model: 'text',
  service_tier: 'text',
  region: 'text',
  speed: 'text',
  provider_request_id: 'text',
  status: 'int',
  outcome: 'text',
  error_code: 'text',
  error_message: 'text',
  latency_ms: 'int',
  first_content_ms: 'int',
  finish_reason: 'text',
  meters: 'jsonb',
  provenance: 'text',
  raw_usage: 'jsonb',
  cost_state: 'text',
  cost_usd: 'numeric',
  line_items: 'jsonb',
  unpriced_meters: 'jsonb',
  reported_usd: 'numeric',
  reported_by: 'text',
} as const satisfies Record<keyof AttemptRow, string>;

const insert = (table: string, columns: Columns, returning: string) =>
  `INSERT INTO ${table} (${columnList(columns)}) SELECT ${columnList(columns)} FROM ${recordset(columns)}
   ON CONFLICT DO NOTHING RETURNING ${returning}`;

const INSERT_REQUESTS = insert('request', REQUEST_COLUMNS, 'id');
const INSERT_ATTEMPTS = insert('attempt', ATTEMPT_COLUMNS, 'request_id, attempt');

/** Inserts requests and tells the ids of those that were not on the books before. */
export async function insertRequests(
  client: pg.ClientBase,
  rows: readonly RequestRow[],
): Promise<Set<string>> {
  const { rows: inserted } = await client.query<{ id: string }>({
    name: 'ledger-insert-requests',
    text: INSERT_REQUESTS,
    values: [JSON.stringify(rows)],
  });
  return new Set(inserted.map((row) => row.id));
}

/** Inserts attempts and tells how many were not on the books before. */
export async function insertAttempts(client: pg.ClientBase, rows: readonly AttemptRow[]): Promise<number> {
  if (rows.length === 0) return 0;
  const { rowCount } = await client.query({
    name: 'ledger-insert-attempts',
    text: INSERT_ATTEMPTS,
    values: [JSON.stringify(rows)],
  });
  return rowCount ?? 0;
}
