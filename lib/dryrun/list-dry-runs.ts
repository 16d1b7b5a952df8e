import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { dryRunView, RUN_COLUMNS, type RunRow } from './dry-run-view';
import { mayOpen } from './open-dry-run';
import type { DryRunView } from './schemas';

const SHOWN = 10;

/** The last runs of a draft in a workspace, newest first. Throws `forbidden` and `not_found`. */
export async function listDryRuns(
  viewer: Viewer,
  { workspace, draftId }: { workspace: string; draftId: string },
): Promise<DryRunView[]> {
  requireRight(viewer, 'config.draft');
  await openWorkspace(viewer, workspace);
  const rows = await db().$queryRaw<RunRow[]>(Prisma.sql`SELECT ${Prisma.raw(RUN_COLUMNS)} FROM dry_run
    WHERE draft_id = ${draftId} AND workspace_id = ${workspace} ORDER BY created_at DESC, id LIMIT ${SHOWN}`);
  return rows.filter((row) => mayOpen(viewer, workspace, row.teams)).map(dryRunView);
}
