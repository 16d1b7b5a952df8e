import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { refusingNameTwice } from './refusing-name-twice';
import { VIEW_PAGES, viewInfo, viewName, viewQuery, type ViewInfo } from './schemas';

export const createViewSchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  name: viewName,
  page: z.enum(VIEW_PAGES),
  query: viewQuery.default(''),
  shared: z.boolean().default(false),
});

/** Keeps a state of a page as the viewer's own. Throws `forbidden`, `not_found`, `conflict` for a name that they have. */
export async function createView(viewer: Viewer, input: z.input<typeof createViewSchema>): Promise<ViewInfo> {
  const { workspace, ...view } = createViewSchema.parse(input);
  const { id: workspaceId } = await openWorkspace(viewer, workspace);
  if (view.shared) requireRight(viewer, 'config.draft');
  const data = { id: `view-${randomUUID()}`, workspaceId, ownerId: viewer.id, ...view };
  return viewInfo(await refusingNameTwice(() => db().savedView.create({ data })), viewer);
}
