import type pg from 'pg';
import { z } from 'zod';
import { LEAST_PROMPTS } from '@/lib/routing/learn/judge-head';

const dueSchema = z.array(
  z.object({ workspaceId: z.string(), labels: z.number().int(), newestLabelAt: z.date() }),
);
export type DueWorkspace = z.infer<typeof dueSchema>[number];

/**
 * A tenth more labels, or a day's, are news. Labels count whose prompts are kept: nothing else can be read.
 */
const FIND = `SELECT seen.workspace_id AS "workspaceId", seen.labels, seen.newest AS "newestLabelAt"
  FROM (
    SELECT label.workspace_id, count(*)::int AS labels, count(DISTINCT label.request_id) AS prompts, max(label.at) AS newest
    FROM routing_label AS label
    JOIN body ON body.request_started_at = label.request_started_at AND body.request_id = label.request_id
    WHERE label.learnt AND label.workspace_id IS NOT NULL AND label.model <> '' AND body.prompt IS NOT NULL
    GROUP BY label.workspace_id
  ) AS seen
  LEFT JOIN LATERAL (
    SELECT labels, newest_label_at, trained_at FROM routing_head AS head
    WHERE head.workspace_id = seen.workspace_id ORDER BY version DESC LIMIT 1
  ) AS last ON true
  WHERE seen.prompts >= $1 AND (last.labels IS NULL OR seen.newest > last.newest_label_at
    AND (seen.labels >= 1.1 * last.labels OR last.trained_at < now() - interval '1 day'))
  ORDER BY seen.workspace_id`;

/** Workspaces with enough judged prompts, and news since their head was trained. */
export async function findDue(client: Pick<pg.ClientBase, 'query'>): Promise<DueWorkspace[]> {
  return dueSchema.parse((await client.query(FIND, [LEAST_PROMPTS])).rows);
}
