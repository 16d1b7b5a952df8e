import type pg from 'pg';
import { AUDIT_LOCK, nextEntry } from './next-entry';
import type { Actor, Change } from './schemas';

const LOCK = 'SELECT pg_advisory_xact_lock($1::bigint)';
const LAST = 'SELECT seq::text, seal FROM audit_entry ORDER BY audit_entry.seq DESC LIMIT 1';
const INSERT = `INSERT INTO audit_entry
    (seq, at, workspace_id, actor_id, action, subject_kind, subject_id, entry, seal)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

/** appendAudit for a transaction that is not Prisma's. */
export async function appendAuditBySql(
  client: pg.ClientBase,
  actor: Actor,
  change: Change,
  now: Date = new Date(),
): Promise<void> {
  await client.query(LOCK, [AUDIT_LOCK.toString()]);
  const { rows } = await client.query<{ seq: string; seal: string }>(LAST);
  const last = rows[0] === undefined ? undefined : { ...rows[0], seq: BigInt(rows[0].seq) };
  const row = nextEntry(last, actor, change, now);
  await client.query(INSERT, [
    row.seq.toString(),
    row.at.toISOString(),
    ...[row.workspaceId, row.actorId, row.action, row.subjectKind, row.subjectId, row.entry, row.seal],
  ]);
}
