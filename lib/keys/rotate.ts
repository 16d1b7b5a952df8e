import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { keyPrefix } from '@/lib/config/secrets/stored-key';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import type { CreatedKey } from './create';
import { digestKey } from './digest';
import { keyChange } from './key-change';
import { keyView } from './key-view';
import { newKeyValue } from './new-value';
import { openKey } from './open-key';

const HOUR_MS = 3_600_000;

export const rotateKeySchema = z.strictObject({
  id: z.string().min(1).max(200),
  /** How long the present value stays good; 0: it ends at once. A value from before it ends in any case. */
  overlapHours: z.number().min(0).max(720).default(24),
});

/**
 * Gives a key a new value, shown this once, while the present one stays good for the overlap. Throws 404, also for a key
 * that the viewer may not manage, and 409 for a disabled one.
 */
export async function rotateKey(
  viewer: Viewer,
  input: z.input<typeof rotateKeySchema>,
  now: Date = new Date(),
): Promise<CreatedKey> {
  const { id, overlapHours } = rotateKeySchema.parse(input);
  const value = newKeyValue();
  return withConfigLock(async (tx) => {
    const known = await openKey(tx, viewer, id);
    if (!known.enabled) throw new GatewayError('conflict', 'This key is disabled.', { param: 'id' });
    const until = overlapHours === 0 ? null : new Date(now.getTime() + overlapHours * HOUR_MS);
    const row = await tx.virtualKey.update({
      where: { id },
      data: {
        digest: digestKey(value),
        prefix: keyPrefix(value),
        oldDigest: until === null ? null : known.digest,
        oldUntil: until,
      },
    });
    await announceChange(tx);
    const key = keyView(row);
    await appendAudit(tx, actorOf(viewer), keyChange('key.rotate', keyView(known), key));
    return { key, value };
  });
}
