import { z } from 'zod';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { changeDraft } from './change-draft';
import { openDraft } from './open-draft';
import { draftContentSchema, type DraftView } from './schemas';

export const saveDraftSchema = z.strictObject({
  /** The revision that was looked at. */
  revision: z.int32().min(1),
  name: z.string().trim().min(1).max(200).optional(),
  /** Sections that are left out stay as they were. */
  content: draftContentSchema.optional(),
  /** The version that it shall stand on from now on, having looked at what changed since. */
  baseVersion: z.int32().min(0).optional(),
});

/** Keeps what was written. Throws `forbidden`, `not_found`, `conflict` (also for a draft that is scheduled: what was looked at is what is published). */
export async function saveDraft(
  viewer: Viewer,
  id: string,
  input: z.input<typeof saveDraftSchema>,
): Promise<DraftView> {
  const { revision, name, content, baseVersion } = saveDraftSchema.parse(input);
  const { state, content: before } = await openDraft(viewer, id);
  if (state === 'scheduled')
    throw new GatewayError('conflict', 'This draft is scheduled. Take it off the schedule to change it.');
  return changeDraft(viewer, id, revision, {
    ...(name === undefined ? {} : { name }),
    ...(content === undefined ? {} : { content: { ...before, ...content } as Prisma.InputJsonObject }),
    ...(baseVersion === undefined ? {} : { baseVersion }),
  });
}
