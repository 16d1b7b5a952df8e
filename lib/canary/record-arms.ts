import type pg from 'pg';
import type { Booking } from '@/lib/ledger/ingest/booking';
import { armDeltas, type ArmDelta } from './arm-deltas';

const TYPES: Record<keyof ArmDelta, string> = {
  experiment: 'text',
  arm: 'text',
  workspace_id: 'text',
  bucket: 'timestamptz',
  requests: 'bigint',
  errors: 'bigint',
  costed: 'bigint',
  cost_usd: 'numeric',
  cost_squares: 'float8',
  latency_hist: 'int[]',
};
const names = Object.keys(TYPES).join(', ');
const typed = Object.entries(TYPES).map(([name, type]) => `${name} ${type}`);
const sums = ['requests', 'errors', 'costed', 'cost_usd', 'cost_squares'];

const UPSERT = `
  INSERT INTO arm_window AS old (${names})
  SELECT ${names} FROM json_to_recordset($1::json) AS r(${typed.join(', ')})
  ON CONFLICT (experiment, arm, workspace_id, bucket) DO UPDATE SET
  ${sums.map((name) => `${name} = old.${name} + excluded.${name}`).join(', ')},
  latency_hist = hist_add(old.latency_hist, excluded.latency_hist)`;

/** How the arms of experiments did, told from new bookings. Part of the transaction that books them. */
export async function recordArms(client: pg.ClientBase, bookings: readonly Booking[]): Promise<void> {
  const deltas = armDeltas(bookings);
  if (deltas.length > 0)
    await client.query({ name: 'arm-windows', text: UPSERT, values: [JSON.stringify(deltas)] });
}
