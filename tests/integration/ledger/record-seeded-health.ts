import type pg from 'pg';
import { recordHealth } from '@/lib/health/record-health';
import type { Booking } from '@/lib/ledger/ingest/booking';

/** Tells Health of a seeded history, as ingestion tells it of what it books. */
export async function recordSeededHealth(client: pg.ClientBase, workspaceId: string): Promise<void> {
  const { rows } = await client.query<Pick<Booking, 'request' | 'attempts'>>(
    `SELECT to_json(r) AS request, json_agg(to_json(a) ORDER BY a.attempt) AS attempts
     FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
     WHERE r.workspace_id = $1 GROUP BY r.started_at, r.id, r.*`,
    [workspaceId],
  );
  if (rows.length === 0) throw new Error(`Nothing was seeded in ${workspaceId}.`);
  await recordHealth(client, rows);
}
