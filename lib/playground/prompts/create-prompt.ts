import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openPlace } from '../open-place';
import { contentSchema } from '../schemas';
import { promptInfo, type PromptInfo } from './prompt-view';

export const promptName = z.string().trim().min(1).max(200);
export const versionNote = z.string().trim().max(500).default('');

export const createPromptSchema = z.strictObject({
  workspace: z.string().min(1).max(200),
  name: promptName,
  note: versionNote,
  shared: z.boolean().default(false),
  content: contentSchema,
});

/** Keeps a prompt as the viewer's own, as its version 1. Throws `forbidden`, `not_found`. */
export async function createPrompt(
  viewer: Viewer,
  { workspace, name, note, shared, content }: z.infer<typeof createPromptSchema>,
): Promise<PromptInfo> {
  const { workspaceId } = await openPlace(viewer, workspace);
  const row = await db().playgroundPrompt.create({
    data: {
      id: `prompt-${randomUUID()}`,
      ...{ workspaceId, name, shared, ownerId: viewer.id },
      versions: { create: { version: 1, content, note, author: viewer.email } },
    },
  });
  return promptInfo(row, viewer);
}
