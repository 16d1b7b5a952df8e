import type { ConfigDraft } from '@/lib/generated/prisma/client';
import { draftViewSchema, type DraftView } from './schemas';

/** A row as the verbs give it out. */
export function draftView(row: ConfigDraft): DraftView {
  const { scheduledBy: _who, publishAt, createdAt, updatedAt, ...rest } = row;
  return draftViewSchema.parse({
    ...rest,
    publishAt: publishAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  });
}
