import type pg from 'pg';
import type { ProviderEntry } from './schemas';

const READ = `
  SELECT request_id || '.' || attempt AS id, coalesce(served_model, upstream_model) AS model,
    to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, trim_scale(reported_usd)::text AS "costUsd"
  FROM attempt
  WHERE reported_usd IS NOT NULL AND workspace_id = $1 AND ($4::text IS NULL OR provider = $4)
    AND request_started_at >= $2::date - interval '1 day' AND request_started_at < $3::date + interval '2 days'
    AND started_at >= $2::date::timestamp AT TIME ZONE 'UTC'
    AND started_at < ($3::date + 1)::timestamp AT TIME ZONE 'UTC'`;

interface ReportedScope {
  workspaceId: string;
  /** Our id; absent: of all that report. */
  provider: string | undefined;
  /** UTC days, `YYYY-MM-DD`, both inclusive. */
  firstDay: string;
  lastDay: string;
}

/** What providers said in their answers that calls cost, as a ledger to compare the books with. */
export async function reportedEntries(
  client: pg.ClientBase,
  { workspaceId, provider, firstDay, lastDay }: ReportedScope,
): Promise<ProviderEntry[]> {
  const { rows } = await client.query<ProviderEntry>(READ, [
    workspaceId,
    firstDay,
    lastDay,
    provider ?? null,
  ]);
  return rows;
}
