import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { announceChange, withConfigLock, type Transaction } from '@/lib/config/database';
import { ConfigProblemsError } from '@/lib/config/problem';
import { knownOf, readState } from '@/lib/config/read-state';
import { keySchema, type KeyEntry } from '@/lib/config/schemas';
import { keyColumns, keyPrefix } from '@/lib/config/stored-key';
import { validateConfig } from '@/lib/config/validate-config';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { digestKey } from './digest';
import { keyChange } from './key-change';
import { keyView, type KeyView } from './key-view';
import { requireKeyRight } from './may-manage';

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
  requireKeyRight(viewer, { workspaceId: given.workspace, team: given.team });
  const value = given.value ?? `tg-${randomBytes(32).toString('base64url')}`;
  const entry: KeyEntry = { ...given, id: given.id ?? `key-${randomUUID()}`, value };
  return withConfigLock(async (tx) => {
    await check(tx, entry);
    const data = { id: entry.id, ...keyColumns(entry), digest: digestKey(value), prefix: keyPrefix(value) };
    const row = await tx.virtualKey.create({ data });
    await announceChange(tx);
    const key = keyView(row);
    await appendAudit(tx, actorOf(viewer), keyChange('key.create', undefined, key));
    return { key, value };
  });
}

/** The same rules as for a key in a configuration file. */
async function check(tx: Transaction, entry: KeyEntry): Promise<void> {
  const state = await readState(tx);
  if (state.keys.has(entry.id))
    throw new GatewayError('conflict', `There is a key "${entry.id}" already.`, { param: 'id' });
  const validation = validateConfig({ ...state.document, keys: [entry] }, knownOf(state, Date.now()));
  if (validation.ok) return;
  const own = validation.problems.filter(({ path }) => path.startsWith('keys[0]'));
  if (own.length === 0) return;
  throw new ConfigProblemsError(
    own.map(({ path, message }) => ({ path: path.slice('keys[0].'.length), message })),
  );
}
