import { z } from 'zod';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { contentSchema } from '../schemas';
import { promptName, versionNote } from './create-prompt';
import { findPrompt, requireOwner } from './find-prompt';
import { promptInfo, type PromptInfo } from './prompt-view';

export const changePromptSchema = z.strictObject({
  /** A new version, made from this one; refused when there is a newer one. */
  save: z
    .strictObject({ from: z.number().int().min(1), content: contentSchema, note: versionNote })
    .optional(),
  name: promptName.optional(),
  shared: z.boolean().optional(),
});

/**
 * Adds a version, renames, shares or takes back. Throws `not_found`, `forbidden` for what is its owner's to change, and
 * `conflict` when somebody saved a version meanwhile: theirs is not lost, and neither is what was sent.
 */
export async function changePrompt(
  viewer: Viewer,
  id: string,
  { save, name, shared }: z.infer<typeof changePromptSchema>,
): Promise<PromptInfo> {
  const known = await findPrompt(viewer, id);
  if (name !== undefined || shared !== undefined) requireOwner(viewer, known);
  const changed = await db().$transaction(async (tx) => {
    // The count tells whether it still was the version that this one was made from: two that save at once take turns.
    const { count } = await tx.playgroundPrompt.updateMany({
      where: { id, ...(save === undefined ? {} : { version: save.from }) },
      data: {
        ...(name === undefined ? {} : { name }),
        ...(shared === undefined ? {} : { shared }),
        ...(save === undefined ? {} : { version: save.from + 1 }),
        updatedAt: new Date(),
      },
    });
    if (count === 0) return undefined;
    if (save !== undefined) {
      const { from, content, note } = save;
      const data = { promptId: id, version: from + 1, content, note, author: viewer.email };
      await tx.playgroundVersion.create({ data });
    }
    return tx.playgroundPrompt.findUnique({ where: { id } });
  });
  if (changed === undefined)
    throw new GatewayError(
      'conflict',
      'Somebody saved a newer version meanwhile. Open it, or save yours as a new prompt.',
    );
  if (changed === null) throw new GatewayError('not_found', 'There is no such prompt.', { param: 'id' });
  return promptInfo(changed, viewer);
}
