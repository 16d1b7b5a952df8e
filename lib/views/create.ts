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
  /** Of one that was deleted, so that it has its old address again. */
  id: z
    .string()
    .regex(/^view-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'This is no id of a view.')
    .optional(),
  name: viewName,
  page: z.enum(VIEW_PAGES),
  query: viewQuery.default(''),
  shared: z.boolean().default(false),
});

/** Keeps a state of a page as the viewer's own. Throws `forbidden`, `not_found`, `conflict` for a name that they have. */
export async function createView(viewer: Viewer, input: z.input<typeof createViewSchema>): Promise<ViewInfo> {
  const { workspace, id = `view-${randomUUID()}`, ...view } = createViewSchema.parse(input);
  const { id: workspaceId } = await openWorkspace(viewer, workspace);
  if (view.shared) requireRight(viewer, 'config.draft');
  const data = { id, workspaceId, ownerId: viewer.id, ...view };
  return viewInfo(await refusingNameTwice(() => db().savedView.create({ data })), viewer);
}
