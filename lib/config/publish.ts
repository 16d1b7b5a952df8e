import { announceChange, type Transaction } from './database';
import type { ConfigDocument } from './schemas';
import { VersionConflictError } from './version-conflict-error';

export interface Publication {
  document: ConfigDocument;
  author: string;
  note: string;
}

/** Writes a new version, in force from the commit on. Returns its number. */
export async function publish(tx: Transaction, publication: Publication): Promise<number> {
  const { version } = await tx.configVersion.create({ data: publication, select: { version: true } });
  await announceChange(tx);
  return version;
}

/** Throws {@link VersionConflictError} unless the version that the author looked at is still in force. */
export function requireVersion(expected: number | undefined, actual: number): void {
  if (expected !== undefined && expected !== actual) throw new VersionConflictError(expected, actual);
}
