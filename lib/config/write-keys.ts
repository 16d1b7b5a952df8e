import { isDeepStrictEqual } from 'node:util';
import { digestKey } from '@/lib/keys/digest';
import { isManagedKey } from '@/lib/keys/managed';
import type { Transaction } from './database';
import type { ConfigState } from './read-state';
import type { KeyEntry } from './schemas';
import { comparableKey, keyColumns, keyPrefix } from './secrets/stored-key';

/** What of the table of keys a file changes. */
export interface KeyChanges {
  /** New and changed entries, with the digest of a value that they set. */
  written: { entry: KeyEntry; digest: string | undefined }[];
  /** Keys that the file does not name: disabled, never deleted, for the books point at them. */
  dropped: string[];
}

/** What would have to change for the table to say what the file says. Pure. */
export function changesOfKeys(entries: readonly KeyEntry[], state: ConfigState): KeyChanges {
  const written = entries
    .map((entry) => ({ entry, digest: entry.value === undefined ? undefined : digestKey(entry.value) }))
    .filter(({ entry, digest }) => !isUnchanged(entry, digest, state));
  const named = new Set(entries.map((entry) => entry.id));
  const dropped = [...state.keys.values()]
    .map(({ entry }) => entry)
    .filter(({ id, enabled }) => enabled && !named.has(id) && !isManagedKey(id));
  return { written, dropped: dropped.map(({ id }) => id) };
}

/** Makes the table of keys say what the file says. */
export async function writeKeys(tx: Transaction, { written, dropped }: KeyChanges): Promise<void> {
  for (const { entry, digest } of written) await writeKey(tx, entry, digest);
  if (dropped.length > 0)
    await tx.virtualKey.updateMany({ where: { id: { in: dropped } }, data: { enabled: false } });
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
