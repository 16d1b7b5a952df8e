import { auditEntrySchema, type AuditEntry } from './schemas';
import { FIRST_SEAL, sealEntry } from './seal';

/** A row as it stands in the database. */
export interface SealedRow {
  seq: bigint;
  at: Date;
  workspaceId: string | null;
  actorId: string;
  action: string;
  subjectKind: string;
  subjectId: string;
  entry: string;
  seal: string;
}

/** Where a check goes on from: the last entry that was found right. */
export interface ChainPlace {
  seq: bigint;
  seal: string;
}

export const CHAIN_START: ChainPlace = { seq: 0n, seal: FIRST_SEAL };

/** The first thing that is wrong with the next entry, in words; undefined when it follows rightly. Pure. */
export function brokenAt(key: Buffer, place: ChainPlace, row: SealedRow): string | undefined {
  if (row.seq !== place.seq + 1n) return `entries between ${place.seq} and ${row.seq} are missing`;
  if (row.seal !== sealEntry(key, place.seal, row.entry)) return `entry ${row.seq} does not bear its seal`;
  const entry = parseEntry(row.entry);
  if (entry === undefined) return `entry ${row.seq} cannot be read`;
  return columnsAgree(row, entry) ? undefined : `columns of entry ${row.seq} differ from what was sealed`;
}

function parseEntry(text: string): AuditEntry | undefined {
  try {
    return auditEntrySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

function columnsAgree(row: SealedRow, entry: AuditEntry): boolean {
  return (
    Number(row.seq) === entry.seq &&
    row.at.toISOString() === entry.at &&
    row.workspaceId === (entry.workspaceId ?? null) &&
    row.actorId === entry.actor.id &&
    row.action === entry.action &&
    row.subjectKind === entry.subject.kind &&
    row.subjectId === entry.subject.id
  );
}
