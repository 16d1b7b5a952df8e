import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { findView, requireChange } from './find';
import { viewInfo, type ViewInfo } from './schemas';

/** Deletes a view; what it showed stays as it is. Throws `forbidden`, `not_found`. */
export async function removeView(viewer: Viewer, id: string): Promise<ViewInfo> {
  const known = await findView(viewer, id);
  requireChange(viewer, known);
  await db().savedView.deleteMany({ where: { id } });
  return viewInfo(known, viewer);
}
