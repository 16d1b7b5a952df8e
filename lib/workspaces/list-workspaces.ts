import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead, type WorkspaceView } from './open-workspace';

/** Workspaces that the viewer may read, real ones first. */
export async function listWorkspaces(viewer: Viewer): Promise<WorkspaceView[]> {
  assertMayRead(viewer);
  return db().workspace.findMany({
    select: { id: true, name: true, reportingZone: true, isDemo: true },
    orderBy: [{ isDemo: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
}
