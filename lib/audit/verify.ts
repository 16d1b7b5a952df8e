import { db } from '@/lib/db';
import { deriveDigestKey } from '@/lib/secrets/derive-key';
import { brokenAt, CHAIN_START } from './check-chain';

const PAGE = 1_000;

export interface AuditVerdict {
  entries: number;
  /** Seal of the last good entry: kept elsewhere, it shows later whether the end was cut off. */
  head: string;
  /** The first thing that is wrong; absent when all is right. */
  problem?: string;
}

/** Walks the whole log in bounded memory, and stops at the first entry that is not as it was written. */
export async function verifyAudit(): Promise<AuditVerdict> {
  const key = deriveDigestKey('audit');
  let place = CHAIN_START;
  for (;;) {
    const rows = await db().auditEntry.findMany({
      where: { seq: { gt: place.seq } },
      orderBy: { seq: 'asc' },
      take: PAGE,
    });
    for (const row of rows) {
      const problem = brokenAt(key, place, row);
      if (problem !== undefined) return { entries: Number(place.seq), head: place.seal, problem };
      place = { seq: row.seq, seal: row.seal };
    }
    if (rows.length < PAGE) return { entries: Number(place.seq), head: place.seal };
  }
}
