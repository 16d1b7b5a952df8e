import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { findPrompt, requireOwner } from './find-prompt';
import { promptInfo, type PromptInfo } from './prompt-view';

/** Deletes a prompt with its versions. Throws `not_found`, `forbidden`. */
export async function removePrompt(viewer: Viewer, id: string): Promise<PromptInfo> {
  const known = await findPrompt(viewer, id);
  requireOwner(viewer, known);
  await db().playgroundPrompt.deleteMany({ where: { id } });
  return promptInfo(known, viewer);
}
