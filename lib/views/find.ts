import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { SavedView } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { mayChange } from './schemas';

/** A view that the viewer may open. Throws `not_found` also for one that they may not see. */
export async function findView(viewer: Viewer, id: string): Promise<SavedView> {
  const gone = new GatewayError('not_found', 'There is no such view: it may have been deleted.', {
    param: 'id',
  });
  const row = await db().savedView.findUnique({ where: { id } });
  if (row === null || (!row.shared && row.ownerId !== viewer.id)) throw gone;
  await openWorkspace(viewer, row.workspaceId);
  return row;
}

/** Throws `forbidden` for a view that is not the viewer's to change. */
export function requireChange(viewer: Viewer, row: SavedView): void {
  if (!mayChange(viewer, row))
    throw new GatewayError('forbidden', 'This view is somebody else’s: save one of your own.');
}
