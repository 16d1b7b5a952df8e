import { z } from 'zod';
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
