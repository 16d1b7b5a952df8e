import { z } from 'zod';
import { teamCondition } from '@/lib/access/team-condition';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { agreementOf, type Agreement } from './agreement';

const rows = z.array(z.object({ judge: z.string(), byJudge: z.number(), byPeople: z.number() }));

/** The newest answers that both have scored: enough for an interval of two points. */
const MOST = 10_000;

/**
 * Of the answers that went out and were scored by people as well as by a judge: how often they say the same, by judge.
 * Throws `forbidden` or `not_found`.
 */
export async function judgeAgreement(
  viewer: Viewer,
  scope: { workspaceId: string; from: Date; to: Date },
): Promise<Agreement[]> {
  const { id } = await openWorkspace(viewer, scope.workspaceId);
  const found = await readRows(Prisma.sql`
    SELECT substr(j.author, 7) AS judge, j.score AS "byJudge", p.score AS "byPeople"
    FROM routing_label j
    JOIN request r ON r.started_at = j.request_started_at AND r.id = j.request_id
    JOIN LATERAL (
      SELECT avg(score) AS score FROM routing_label p
      WHERE p.request_id = j.request_id AND p.source = 'feedback' AND p.judged_model IS NULL
        AND p.workspace_id = j.workspace_id
    ) AS p ON p.score IS NOT NULL
    WHERE j.workspace_id = ${id} AND j.source = 'judge' AND j.judged_model IS NULL AND j.author LIKE 'judge:%'
      AND j.request_started_at >= ${scope.from} AND j.request_started_at < ${scope.to}
      AND r.started_at >= ${scope.from} AND r.started_at < ${scope.to}
      AND ${teamCondition(viewer, id, Prisma.sql`r.team`)}
    ORDER BY j.request_started_at DESC LIMIT ${MOST}`);
  return agreementOf(rows.parse(found));
}
