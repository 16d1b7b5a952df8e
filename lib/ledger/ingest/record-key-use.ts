import type pg from 'pg';
import type { Booking } from './booking';

/** In the order of ids, so that two batches at once never wait for each other in a circle. */
const UPSERT = `
  INSERT INTO key_use AS old (key_id, last_used_at)
  SELECT key_id, max(at) FROM unnest($1::text[], $2::timestamptz[]) AS use (key_id, at)
  GROUP BY key_id ORDER BY key_id
  ON CONFLICT (key_id) DO UPDATE SET last_used_at = greatest(old.last_used_at, excluded.last_used_at)`;

/** When keys were last used, told from new bookings. Part of the transaction that books them. */
export async function recordKeyUse(client: pg.ClientBase, bookings: readonly Booking[]): Promise<void> {
  const requests = bookings.map(({ request }) => request);
  const values = [requests.map((row) => row.key_id), requests.map((row) => row.started_at)];
  if (requests.length > 0) await client.query({ name: 'key-use', text: UPSERT, values });
}
