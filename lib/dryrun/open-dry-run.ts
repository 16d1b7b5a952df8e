import { requireRight } from '@/lib/access/may';
import { teamsSeen } from '@/lib/access/reach';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { dryRunView, RUN_COLUMNS, type RunRow } from './dry-run-view';
import type { DryRunView } from './schemas';

/** Whether a run over some teams (null: all) shows nothing that the viewer does not see anyway. */
export function mayOpen(viewer: Viewer, workspaceId: string, teams: readonly string[] | null): boolean {
  const seen = teamsSeen(viewer, workspaceId);
  return seen === undefined || (teams !== null && teams.every((team) => seen.includes(team)));
}

/** A run with its result, once there is one. Throws `forbidden` and `not_found`. */
export async function openDryRun(viewer: Viewer, id: string): Promise<DryRunView> {
  requireRight(viewer, 'config.draft');
  const [row] = await db().$queryRaw<RunRow[]>(
    Prisma.sql`SELECT ${Prisma.raw(RUN_COLUMNS)} FROM dry_run WHERE id = ${id}`,
  );
  if (row === undefined || !mayOpen(viewer, row.workspace, row.teams))
    throw new GatewayError('not_found', 'There is no such dry run.');
  await openWorkspace(viewer, row.workspace);
  return dryRunView(row);
}
