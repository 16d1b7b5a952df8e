import { reaches } from '@/lib/access/reach';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { listWorkspaces, type WorkspaceInfo } from './list';
import { assertMayRead } from './open-workspace';

export interface WorkspaceChoice {
  workspace: WorkspaceInfo;
  all: WorkspaceInfo[];
  /** What was asked for, when there is no such workspace. */
  unknown?: string;
}

/**
 * The workspace that a page shows: the one asked for; else a real one that has requests; else the demo; else the
 * first. Undefined when there is none at all.
 */
export async function chooseWorkspace(viewer: Viewer, wanted?: string): Promise<WorkspaceChoice | undefined> {
  assertMayRead(viewer);
  const all = (await listWorkspaces()).filter(({ id }) => reaches(viewer, id));
  const asked = all.find((workspace) => workspace.id === wanted);
  if (asked !== undefined) return { workspace: asked, all };
  const workspace = (await firstInUse(all)) ?? all.find((one) => one.isDemo) ?? all[0];
  if (workspace === undefined) return undefined;
  return wanted === undefined ? { workspace, all } : { workspace, all, unknown: wanted };
}

async function firstInUse(all: WorkspaceInfo[]): Promise<WorkspaceInfo | undefined> {
  for (const workspace of all) {
    if (workspace.isDemo) continue;
    const row = await db().rollup15m.findFirst({
      where: { workspaceId: workspace.id },
      select: { workspaceId: true },
    });
    if (row !== null) return workspace;
  }
  return undefined;
}
