import { z } from 'zod';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { viewInfo, type ViewInfo } from './schemas';

export const listViewsSchema = z.strictObject({ workspace: z.string().min(1).max(200).default('main') });
const MOST = 500;

/** The viewer's own views of a workspace and those that are shared there, by name. Throws `forbidden`, `not_found`. */
export async function listViews(
  viewer: Viewer,
  { workspace }: z.infer<typeof listViewsSchema>,
): Promise<ViewInfo[]> {
  const { id: workspaceId } = await openWorkspace(viewer, workspace);
  const rows = await db().savedView.findMany({
    where: { workspaceId, OR: [{ shared: true }, { ownerId: viewer.id }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.map((row) => viewInfo(row, viewer));
}
