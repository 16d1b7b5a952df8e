import { isDeepStrictEqual } from 'node:util';
import { digestKey } from '@/lib/keys/digest';
import { isManagedKey } from '@/lib/keys/managed';
import type { Transaction } from './database';
import type { ConfigState } from './read-state';
import type { KeyEntry } from './schemas';
import { comparableKey, keyColumns, keyPrefix } from './secrets/stored-key';

/**
 * Makes the table of keys say what the file says: new and changed entries are written, keys that the file does not
 * name are disabled (never deleted: the books point at them). Returns how many rows changed.
 */
export async function writeKeys(
  tx: Transaction,
  entries: readonly KeyEntry[],
  state: ConfigState,
): Promise<number> {
  let changed = 0;
  for (const entry of entries) {
    const digest = entry.value === undefined ? undefined : digestKey(entry.value);
    if (isUnchanged(entry, digest, state)) continue;
    await writeKey(tx, entry, digest);
    changed += 1;
  }
  const named = new Set(entries.map((entry) => entry.id));
  const dropped = [...state.keys.values()].filter(
    ({ entry }) => entry.enabled && !named.has(entry.id) && !isManagedKey(entry.id),
  );
  const ids = dropped.map(({ entry }) => entry.id);
  if (ids.length > 0)
    await tx.virtualKey.updateMany({ where: { id: { in: ids } }, data: { enabled: false } });
  return changed + ids.length;
}

function isUnchanged(entry: KeyEntry, digest: string | undefined, state: ConfigState): boolean {
  const stored = state.keys.get(entry.id);
  if (stored === undefined || (digest !== undefined && digest !== stored.digest)) return false;
  return isDeepStrictEqual(comparableKey(entry), comparableKey(stored.entry));
}

async function writeKey(tx: Transaction, entry: KeyEntry, digest: string | undefined): Promise<void> {
  const columns = keyColumns(entry);
  if (entry.value === undefined || digest === undefined) {
    await tx.virtualKey.update({ where: { id: entry.id }, data: columns });
    return;
  }
  // A value that is set by hand takes the place of every earlier one at once.
  const valued = { ...columns, digest, prefix: keyPrefix(entry.value), oldDigest: null, oldUntil: null };
  await tx.virtualKey.upsert({
    where: { id: entry.id },
    create: { id: entry.id, ...valued },
    update: valued,
  });
}
