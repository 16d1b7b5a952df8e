import { teamCondition } from '@/lib/access/team-condition';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

/** What a metric is asked of: one workspace and a span of whole quarter hours. */
export interface Scope {
  workspaceId: string;
  /** Inclusive. */
  from: Date;
  /** Exclusive. */
  to: Date;
}

/** Authorises the viewer, then gives the condition on `rollup_15m`: what of it they may see. Throws `forbidden` or `not_found`. */
export async function rollupsIn(viewer: Viewer, scope: Scope): Promise<Prisma.Sql> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  return Prisma.sql`workspace_id = ${workspace.id} AND bucket >= ${scope.from} AND bucket < ${scope.to}
    AND ${teamCondition(viewer, workspace.id, Prisma.sql`team`)}`;
}
