import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { tellFleet } from '@/lib/fleet/tell-fleet';
import type { Viewer } from '@/lib/users/viewer';
import { keyChange } from './key-change';
import { keyView, type KeyView } from './key-view';
import { openKey } from './open-key';

export const disableKeySchema = z.strictObject({ id: z.string().min(1).max(200) });

/** Ends a key for good use: requests with it are refused from now on, its history stays. Safe to run twice. Throws 404, also for one that the viewer may not manage. */
export async function disableKey(viewer: Viewer, input: z.input<typeof disableKeySchema>): Promise<KeyView> {
  const { id } = disableKeySchema.parse(input);
  const disabled = await withConfigLock(async (tx) => {
    const known = await openKey(tx, viewer, id);
    const row = await tx.virtualKey.update({ where: { id }, data: { enabled: false } });
    await announceChange(tx);
    const key = keyView(row);
    if (known.enabled) await appendAudit(tx, actorOf(viewer), keyChange('key.disable', keyView(known), key));
    return key;
  });
  tellFleet({ kind: 'key_revoked', keyId: id });
  return disabled;
}
