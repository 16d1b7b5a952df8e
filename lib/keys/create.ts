import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock } from '@/lib/config/database';
import { readState } from '@/lib/config/read-state';
import { keySchema, type KeyEntry } from '@/lib/config/schemas';
import { keyColumns, keyPrefix } from '@/lib/config/secrets/stored-key';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { checkEntry, requireKeyWithin } from './check-entry';
import { digestKey } from './digest';
import { keyChange } from './key-change';
import { keyView, type KeyView } from './key-view';
import { newKeyValue } from './new-value';

/** Without `id` and `value` both are generated. */
export const createKeySchema = keySchema.partial({ id: true });

export interface CreatedKey {
  key: KeyView;
  /** The value, for this once: only its digest is kept. */
  value: string;
}

/**
 * Makes a virtual key with a generated value of 256 random bits, or with the value given. Throws 409 when the id is
 * taken, 403 for a team or workspace that is not the viewer's, 422 when it names what does not exist or its value is another key's.
 */
export async function createKey(viewer: Viewer, input: z.input<typeof createKeySchema>): Promise<CreatedKey> {
  const given = createKeySchema.parse(input);
  requireKeyWithin(viewer, given);
  const value = given.value ?? newKeyValue();
  const entry: KeyEntry = { ...given, id: given.id ?? `key-${randomUUID()}`, value };
  return withConfigLock(async (tx) => {
    const state = await readState(tx);
    if (state.keys.has(entry.id))
      throw new GatewayError('conflict', `There is a key "${entry.id}" already.`, { param: 'id' });
    checkEntry(state, entry);
    const data = { id: entry.id, ...keyColumns(entry), digest: digestKey(value), prefix: keyPrefix(value) };
    const row = await tx.virtualKey.create({ data });
    await announceChange(tx);
    const key = keyView(row);
    await appendAudit(tx, actorOf(viewer), keyChange('key.create', undefined, key));
    return { key, value };
  });
}
