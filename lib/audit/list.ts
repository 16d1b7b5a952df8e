import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { auditEntrySchema, type AuditEntry } from './schemas';

const text = z.string().min(1).max(300).optional();

export const listAuditSchema = z.strictObject({
  actor: text,
  /** `key.create`, or `key` for all that was done to keys. */
  action: text,
  subject: text,
  from: sentInstant.optional(),
  to: sentInstant.describe('Exclusive').optional(),
  /** Entries before this number: the last one of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

export type AuditFilters = z.input<typeof listAuditSchema>;

/** Entries of the audit log, newest first, a page at a time. Throws `forbidden`. */
export async function listAudit(viewer: Viewer, input: AuditFilters = {}): Promise<AuditEntry[]> {
  requireRight(viewer, 'audit.read');
  const { limit, ...filters } = listAuditSchema.parse(input);
  const rows = await db().auditEntry.findMany({
    where: conditions(filters),
    orderBy: { seq: 'desc' },
    take: limit,
    select: { entry: true },
  });
  return rows.map(({ entry }) => auditEntrySchema.parse(JSON.parse(entry)));
}

function conditions(filters: Omit<z.infer<typeof listAuditSchema>, 'limit'>): Prisma.AuditEntryWhereInput {
  const { actor, action, subject, from, to, before } = filters;
  return {
    ...(actor === undefined ? {} : { actorId: actor }),
    ...(action === undefined ? {} : { OR: [{ action }, { action: { startsWith: `${action}.` } }] }),
    ...(subject === undefined ? {} : { subjectId: subject }),
    ...(before === undefined ? {} : { seq: { lt: BigInt(before) } }),
    at: { ...(from && { gte: new Date(from) }), ...(to && { lt: new Date(to) }) },
  };
}
