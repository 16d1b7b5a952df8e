import { requireRight } from '@/lib/access/may';
import { reaches } from '@/lib/access/reach';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { PlaygroundPrompt } from '@/lib/generated/prisma/client';
import { isAdmin, type Viewer } from '@/lib/users/viewer';

/** A prompt that the viewer may see: their own or a shared one. Throws `forbidden`, and `not_found` for all others. */
export async function findPrompt(viewer: Viewer, id: string): Promise<PlaygroundPrompt> {
  requireRight(viewer, 'playground.use');
  const row = await db().playgroundPrompt.findUnique({ where: { id } });
  const isSeen =
    row !== null && reaches(viewer, row.workspaceId) && (row.shared || row.ownerId === viewer.id);
  if (!isSeen) throw new GatewayError('not_found', 'There is no such prompt.', { param: 'id' });
  return row;
}

/** Everybody who sees a prompt may add a version; its name, its sharing and its end are its owner's, or an admin's. */
export function requireOwner(viewer: Viewer, { ownerId }: PlaygroundPrompt): void {
  if (ownerId !== viewer.id && !isAdmin(viewer))
    throw new GatewayError('forbidden', 'Only whoever made this prompt, or an admin, may do that.');
}
