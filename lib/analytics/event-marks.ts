import { z } from 'zod';
import { teamsSeen } from '@/lib/access/reach';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { msg } from '@/lib/i18n/msg';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { ConfigMark } from './config-marks';
import type { Scope } from './scope';

/** More than that no chart shows apart. */
const MAX_MARKS = 100;

const row = z.object({ at: z.coerce.date(), name: z.string(), percent: z.number().nullable() });

/**
 * What happened by itself in a span and can move a chart, newest first, at most 100: breakers that opened, so that requests
 * went elsewhere, and budgets that reached a percentage. The demo was never in front of a breaker; who sees some teams only
 * is not told of budgets. Throws `forbidden` or `not_found`.
 */
export async function eventMarks(viewer: Viewer, scope: Scope): Promise<ConfigMark[]> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const seesBudgets = teamsSeen(viewer, workspace.id) === undefined;
  const found = await readRows(Prisma.sql`
    SELECT min(first_at) AS at, target AS name, NULL::int AS percent
    FROM health_event
    WHERE NOT ${workspace.isDemo} AND workspace_id IS NULL AND kind = 'breaker' AND to_state = 'open'
      AND minute >= ${scope.from} AND minute < ${scope.to}
    GROUP BY target, minute
    UNION ALL
    SELECT a.at, w.budget_id, a.percent
    FROM budget_alert a JOIN budget_window w ON w.id = a.window_id
    WHERE ${seesBudgets} AND w.workspace_id = ${workspace.id} AND a.at >= ${scope.from} AND a.at < ${scope.to}
    ORDER BY 1 DESC LIMIT ${MAX_MARKS}`);
  return z
    .array(row)
    .parse(found)
    .map(({ at, name, percent }) => ({
      at,
      label:
        percent === null ? msg(`The breaker of ${name} opened.`) : msg(`Budget ${name}: ${percent} % spent.`),
    }));
}
