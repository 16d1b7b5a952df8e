import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { keyEntryOf } from '@/lib/config/secrets/stored-key';
import type { Viewer } from '@/lib/users/viewer';
import { requireKeyWithin } from './check-entry';
import { keyChange } from './key-change';
import { keyView, type KeyView } from './key-view';
import { openKey } from './open-key';

export const enableKeySchema = z.strictObject({ id: z.string().min(1).max(200) });

/**
 * Lets a key that was disabled be used again, with the value and the limits that it had. Safe to run twice. Throws 404, also
 * for one that the viewer may not manage, and 403 for one that may do more than they could give.
 */
export async function enableKey(viewer: Viewer, input: z.input<typeof enableKeySchema>): Promise<KeyView> {
  const { id } = enableKeySchema.parse(input);
  return withConfigLock(async (tx) => {
    const known = await openKey(tx, viewer, id);
    requireKeyWithin(viewer, keyEntryOf(known));
    const key = keyView(await tx.virtualKey.update({ where: { id }, data: { enabled: true } }));
    await announceChange(tx);
    if (!known.enabled) await appendAudit(tx, actorOf(viewer), keyChange('key.enable', keyView(known), key));
    return key;
  });
}
