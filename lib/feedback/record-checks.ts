import type pg from 'pg';
import type { Booking } from '@/lib/ledger/ingest/booking';

/** What the checks of a cascade said of an answer, as a label. */
export interface CheckLabel {
  request_id: string;
  request_started_at: string;
  author: string;
  score: 0 | 1;
  /** Whose answer it was, where it is not the one that served. */
  judged_model: string | null;
}

const STORE = `INSERT INTO routing_label (request_id, request_started_at, source, author, score, judged_model)
  SELECT request_id, request_started_at, 'check', author, score, judged_model
  FROM json_to_recordset($1::json) AS r(request_id text, request_started_at timestamptz, author text, score float8, judged_model text)
  ON CONFLICT DO NOTHING`;

/** A stopped answer is a bad one, one that was let through a good one as far as form goes. Pure. */
export function checkLabels(bookings: readonly Booking[]): CheckLabel[] {
  return bookings.flatMap(({ request, attempts }) => {
    const { cascade, passedChecks } = request.route;
    const said = cascade?.stopped ?? passedChecks;
    const own = attempts.find(({ provider, model }) => `${provider}/${model}` === said);
    if (own === undefined) return [];
    return [
      {
        ...{ request_id: request.id, request_started_at: request.started_at, author: 'cascade' },
        score: cascade === undefined ? (1 as const) : (0 as const),
        judged_model: own.model === request.model ? null : own.model,
      },
    ];
  });
}

/** Labels of the checks, told from new bookings. Part of the transaction that books them. */
export async function recordChecks(client: pg.ClientBase, bookings: readonly Booking[]): Promise<void> {
  const labels = checkLabels(bookings);
  if (labels.length > 0)
    await client.query({ name: 'check-labels', text: STORE, values: [JSON.stringify(labels)] });
}
