import { z } from 'zod';
import { exportAudit } from '@/lib/audit/export';
import { listAudit, listAuditSchema } from '@/lib/audit/list';
import { auditEntrySchema } from '@/lib/audit/schemas';
import { route } from '../route';

export const getAudit = route({
  method: 'GET',
  path: '/api/v1/audit',
  summary: 'Who changed what, newest first; `before` the last number seen gives the next page',
  access: 'audit.read',
  query: listAuditSchema,
  response: z.strictObject({ entries: z.array(auditEntrySchema) }),
  handle: async ({ query, caller }) => ({ body: { entries: await listAudit(caller, query) } }),
});

export const getExportedAudit = route({
  method: 'GET',
  path: '/api/v1/export/audit',
  summary: 'All entries of the audit log that match, newest first, streamed as CSV',
  access: 'audit.read',
  query: listAuditSchema.omit({ before: true, limit: true }),
  response: z.unknown(),
  handle: async ({ query, caller }) => ({
    body: undefined,
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="audit.csv"',
    },
    stream: await exportAudit(caller, query),
  }),
});
