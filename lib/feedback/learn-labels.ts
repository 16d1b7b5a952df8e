import type pg from 'pg';
import { LABEL_WEIGHTS } from '@/lib/routing/learn/posterior';

/** Labels of requests that never came to the books are let go after so long. */
const FORGET = "interval '1 day'";

/** Whose request, what task, which model: once the request is on the books. A label of another key's request stays open. */
const RESOLVE = `UPDATE routing_label AS label
  SET workspace_id = request.workspace_id,
      task = coalesce(request.route ->> 'learnedTask', request.task),
      model = coalesce(label.judged_model, request.model),
      experiment = CASE WHEN label.judged_model IS NULL THEN nullif(request.experiment, '') END,
      arm = CASE WHEN label.judged_model IS NULL THEN nullif(request.arm, '') END
  FROM request
  WHERE label.workspace_id IS NULL AND NOT label.learnt
    AND request.started_at = label.request_started_at AND request.id = label.request_id
    AND (label.key_id IS NULL OR label.key_id = request.key_id)`;

const WEIGHT = `CASE source ${Object.entries(LABEL_WEIGHTS)
  .map(([source, weight]) => `WHEN '${source}' THEN ${weight}`)
  .join(' ')} END`;

/**
 * Cells with a new label are summed anew, so that a label that was changed counts once. New ones by what the update found: one
 * that was changed while it waited is another than when the statement began.
 */
const LEARN = `WITH fresh AS (
    UPDATE routing_label SET learnt = true
    WHERE NOT learnt AND workspace_id IS NOT NULL
    RETURNING request_id, source, author, workspace_id, task, model, score
  ), cell AS (
    SELECT DISTINCT workspace_id, task, model FROM fresh WHERE model <> ''
  ), known AS (
    SELECT workspace_id, task, model, source, score FROM routing_label AS old
    WHERE NOT EXISTS (SELECT FROM fresh WHERE (fresh.request_id, fresh.source, fresh.author) = (old.request_id, old.source, old.author))
    UNION ALL SELECT workspace_id, task, model, source, score FROM fresh)
  INSERT INTO routing_posterior (workspace_id, task, model, good, bad, labels, updated_at)
  SELECT workspace_id, task, model, sum(weight * score), sum(weight * (1 - score)), count(*), clock_timestamp()
  FROM (SELECT workspace_id, task, model, score, ${WEIGHT} AS weight FROM known) AS label
  JOIN cell USING (workspace_id, task, model)
  GROUP BY workspace_id, task, model
  ON CONFLICT (workspace_id, task, model) DO UPDATE
    SET good = excluded.good, bad = excluded.bad, labels = excluded.labels, updated_at = excluded.updated_at`;

/** Turns labels that came since the last time into beliefs. Safe to run at any time, and twice. */
export async function learnLabels(client: Pick<pg.Pool, 'query'>): Promise<{ cells: number }> {
  await client.query(RESOLVE);
  const { rowCount } = await client.query(LEARN);
  await client.query(
    `DELETE FROM routing_label WHERE workspace_id IS NULL AND NOT learnt AND at < now() - ${FORGET}`,
  );
  return { cells: rowCount ?? 0 };
}
