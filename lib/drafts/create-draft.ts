import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { draftView } from './draft-view';
import { draftContentSchema, type DraftView } from './schemas';

export const createDraftSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  content: draftContentSchema,
  /** The version that its author looked at; absent: the one in force. */
  baseVersion: z.int32().min(0).optional(),
});

/** Puts a draft down. It may be wrong still: what is wrong is told by lookAtDraft. Throws `forbidden`. */
export async function createDraft(
  viewer: Viewer,
  input: z.input<typeof createDraftSchema>,
): Promise<DraftView> {
  requireRight(viewer, 'config.draft');
  const { name, content, baseVersion } = createDraftSchema.parse(input);
  const newest = await db().configVersion.aggregate({ _max: { version: true } });
  const row = await db().configDraft.create({
    data: {
      id: randomUUID(),
      name,
      author: viewer.email,
      baseVersion: baseVersion ?? newest._max.version ?? 0,
      content: content as Prisma.InputJsonObject,
    },
  });
  return draftView(row);
}
