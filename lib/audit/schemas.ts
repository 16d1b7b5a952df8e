import { z } from 'zod';

/** Who did it. A person, a token, the command line (`cli`), or Tollgate itself (`tollgate`). */
export const actorSchema = z.strictObject({
  id: z.string().min(1).max(200),
  name: z.string().min(1).max(300),
  /** Where the request came from, as our front process saw it. */
  address: z.string().max(64).optional(),
  requestId: z.string().max(200).optional(),
});
export type Actor = z.infer<typeof actorSchema>;

/** One change. `before` and `after` hold no secrets: their writers leave these out. */
export const changeSchema = z.strictObject({
  /** `<what>.<verb>`, such as `key.create`. */
  action: z.string().regex(/^[a-z][a-z_]*\.[a-z][a-z_]*$/),
  subject: z.strictObject({ kind: z.string().min(1).max(60), id: z.string().max(300) }),
  workspaceId: z.string().optional(),
  before: z.unknown(),
  after: z.unknown(),
});
export type Change = z.infer<typeof changeSchema>;

/** An entry as it is sealed and read. */
export const auditEntrySchema = changeSchema.extend({
  seq: z.number().int().positive(),
  at: z.iso.datetime(),
  actor: actorSchema,
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
