import { z } from 'zod';
import type { PlaygroundPrompt } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { contentSchema } from '../schemas';

/** A saved prompt as it stands in a list. */
export const promptInfoSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  shared: z.boolean(),
  isOwn: z.boolean(),
  version: z.number().int().describe('The newest one'),
  updatedAt: z.iso.datetime(),
});

const versionInfoSchema = z.strictObject({
  version: z.number().int(),
  author: z.string(),
  note: z.string(),
  createdAt: z.iso.datetime(),
});

/** The same with one of its versions, and a list of all, newest first. */
export const savedPromptSchema = promptInfoSchema.extend({
  opened: versionInfoSchema.extend({ content: contentSchema }),
  versions: z.array(versionInfoSchema),
});

export type PromptInfo = z.infer<typeof promptInfoSchema>;
export type SavedPrompt = z.infer<typeof savedPromptSchema>;

export function promptInfo(row: PlaygroundPrompt, viewer: Viewer): PromptInfo {
  const { id, name, shared, version, ownerId, updatedAt } = row;
  return { id, name, shared, isOwn: ownerId === viewer.id, version, updatedAt: updatedAt.toISOString() };
}
