import { z } from 'zod';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { auditedSubject, openSubject, type DataSubject } from './subject';

const TIMEOUT_MS = 120_000;

export const erasedSchema = z.strictObject({
  /** Prompts and answers that were deleted. */
  bodies: z.number().int(),
  /** Requests that no longer say whose they were; what they cost stays on the books. */
  requests: z.number().int(),
  /** Words that somebody wrote of their answers. */
  feedback: z.number().int(),
});
export type Erased = z.infer<typeof erasedSchema>;

/**
 * Deletes prompts, answers and comments of a user or a key, and takes the user's name off the requests. The books keep what
 * was spent, which is no longer anybody's. Safe to run again. Throws `forbidden` or `not_found`.
 */
export async function eraseData(viewer: Viewer, subject: DataSubject): Promise<Erased> {
  const where = await openSubject(viewer, subject);
  return db().$transaction(
    async (tx) => {
      const bodies = (await tx.body.deleteMany({ where })).count;
      const { workspaceId, endUser = null, keyId = null, team } = where;
      const teams = team?.in ?? null;
      const feedback = await tx.$executeRaw`UPDATE routing_label l SET label = NULL FROM request r
        WHERE l.label IS NOT NULL AND r.started_at = l.request_started_at AND r.id = l.request_id
          AND r.workspace_id = ${workspaceId} AND (r.end_user = ${endUser} OR r.key_id = ${keyId})
          AND (${teams}::text[] IS NULL OR r.team = ANY(${teams}::text[]))`;
      const requests =
        where.endUser === undefined
          ? 0
          : (await tx.request.updateMany({ where, data: { endUser: null } })).count;
      const erased: Erased = { bodies, requests, feedback };
      await appendAudit(tx, actorOf(viewer), {
        action: 'data.erase',
        subject: auditedSubject(subject),
        workspaceId,
        before: null,
        after: erased,
      });
      return erased;
    },
    { timeout: TIMEOUT_MS },
  );
}
