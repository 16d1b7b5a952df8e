import type pg from 'pg';
import type { Booking } from '@/lib/ledger/ingest/booking';
import { failoversOf } from './failovers';
import { storeEvents } from './store-events';
import { windowDeltas, type WindowDelta } from './window-deltas';

const TYPES: Record<keyof WindowDelta, string> = {
  workspace_id: 'text',
  span_s: 'int',
  bucket: 'timestamptz',
  provider: 'text',
  model: 'text',
  calls: 'bigint',
  errors: 'bigint',
  timeouts: 'bigint',
  output_tokens: 'bigint',
  generation_ms: 'bigint',
  answer_hist: 'int[]',
  first_content_hist: 'int[]',
};
const KEY = 'workspace_id, span_s, bucket, provider, model';
const names = Object.keys(TYPES).join(', ');
const typed = Object.entries(TYPES).map(([name, type]) => `${name} ${type}`);
const sums = ['calls', 'errors', 'timeouts', 'output_tokens', 'generation_ms'];
const histograms = ['answer_hist', 'first_content_hist'];

const UPSERT = `
  INSERT INTO target_window AS old (${names})
  SELECT ${names} FROM json_to_recordset($1::json) AS r(${typed.join(', ')})
  ON CONFLICT (${KEY}) DO UPDATE SET
  ${[
    ...sums.map((name) => `${name} = old.${name} + excluded.${name}`),
    ...histograms.map((name) => `${name} = hist_add(old.${name}, excluded.${name})`),
  ].join(', ')}`;

/** How targets did and which requests left them, told from new bookings. Part of the transaction that books them. */
export async function recordHealth(
  client: pg.ClientBase,
  bookings: readonly Pick<Booking, 'request' | 'attempts'>[],
): Promise<void> {
  const deltas = windowDeltas(bookings);
  if (deltas.length > 0)
    await client.query({ name: 'health-windows', text: UPSERT, values: [JSON.stringify(deltas)] });
  await storeEvents(client, failoversOf(bookings));
}
