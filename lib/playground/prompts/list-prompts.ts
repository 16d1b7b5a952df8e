import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { promptInfo, type PromptInfo } from './prompt-view';

export const listPromptsSchema = z.strictObject({ workspace: z.string().min(1).max(200).default('main') });
const MOST = 500;

/** The viewer's own prompts of a workspace and those that are shared there, last changed first. Throws `forbidden`, `not_found`. */
export async function listPrompts(
  viewer: Viewer,
  { workspace }: z.infer<typeof listPromptsSchema>,
): Promise<PromptInfo[]> {
  requireRight(viewer, 'playground.use');
  const { id: workspaceId } = await openWorkspace(viewer, workspace);
  const rows = await db().playgroundPrompt.findMany({
    where: { workspaceId, OR: [{ shared: true }, { ownerId: viewer.id }] },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.map((row) => promptInfo(row, viewer));
}
