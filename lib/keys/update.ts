import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { readState } from '@/lib/config/read-state';
import { keySchema } from '@/lib/config/schemas';
import { keyColumns } from '@/lib/config/secrets/stored-key';
import type { Viewer } from '@/lib/users/viewer';
import { checkEntry, requireKeyWithin } from './check-entry';
import { keyChange } from './key-change';
import { keyView, type KeyView } from './key-view';
import { openKey } from './open-key';

/** What of a key can be changed. All of it is given: what is left out is no longer set. */
export const keyTermsSchema = keySchema.omit({ id: true, value: true, enabled: true, workspace: true });
export const updateKeySchema = keyTermsSchema.extend({ id: z.string().min(1).max(200) });

/**
 * Changes what a key may do. Throws 404, also for one that the viewer may not manage, 403 for what is not theirs to
 * give, 422 when it names what does not exist.
 */
export async function updateKey(viewer: Viewer, input: z.input<typeof updateKeySchema>): Promise<KeyView> {
  const { id, ...terms } = updateKeySchema.parse(input);
  return withConfigLock(async (tx) => {
    const known = await openKey(tx, viewer, id);
    const entry = { ...terms, id, workspace: known.workspaceId, enabled: known.enabled };
    requireKeyWithin(viewer, entry);
    checkEntry(await readState(tx), entry);
    const before = keyView(known);
    const after = keyView(await tx.virtualKey.update({ where: { id }, data: keyColumns(entry) }));
    if (isDeepStrictEqual(before, after)) return after;
    await announceChange(tx);
    await appendAudit(tx, actorOf(viewer), keyChange('key.change', before, after));
    return after;
  });
}
