import { z } from 'zod';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { GatewayError } from '@/lib/errors/gateway-error';
import { keyView, type KeyView } from './key-view';

export const disableKeySchema = z.strictObject({ id: z.string().min(1).max(200) });

/** Ends a key for good use: requests with it are refused from now on, its history stays. Safe to run twice. Throws 404. */
export async function disableKey(input: z.input<typeof disableKeySchema>): Promise<KeyView> {
  const { id } = disableKeySchema.parse(input);
  return withConfigLock(async (tx) => {
    if ((await tx.virtualKey.count({ where: { id } })) === 0)
      throw new GatewayError('not_found', 'There is no such key.', { param: 'id' });
    const row = await tx.virtualKey.update({ where: { id }, data: { enabled: false } });
    await announceChange(tx);
    return keyView(row);
  });
}
