import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { seesTeam } from '@/lib/access/reach';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';

export const bodyViewSchema = z.strictObject({
  requestId: z.string(),
  policy: z.enum(['redacted', 'on']),
  /** Null: longer than is kept, or not to be read. A streamed answer is put together again. */
  prompt: z.unknown(),
  answer: z.unknown(),
  /** As they came over the wire. */
  promptBytes: z.number().int(),
  answerBytes: z.number().int(),
});
export type BodyView = z.infer<typeof bodyViewSchema>;

/**
 * What is kept of a request's prompt and answer. That somebody has read it is in the audit log before they have. Throws
 * `forbidden`, and `not_found` where nothing is kept and for what the viewer may not see.
 */
export async function getBody(viewer: Viewer, requestId: string): Promise<BodyView> {
  requireRight(viewer, 'body.read');
  const request = await db().request.findFirst({
    where: { id: requestId },
    select: { startedAt: true, workspaceId: true, team: true },
  });
  const found = request !== null && seesTeam(viewer, request.workspaceId, request.team);
  const body = found
    ? await db().body.findUnique({
        where: { requestStartedAt_requestId: { requestStartedAt: request.startedAt, requestId } },
      })
    : null;
  if (body === null)
    throw new GatewayError('not_found', 'No prompt and no answer are kept of such a request.');
  await db().$transaction((tx) =>
    appendAudit(tx, actorOf(viewer), {
      action: 'body.read',
      subject: { kind: 'request', id: requestId },
      workspaceId: body.workspaceId,
      before: null,
      after: null,
    }),
  );
  const { policy, prompt, answer, promptBytes, answerBytes } = body;
  return bodyViewSchema.parse({ requestId, policy, prompt, answer, promptBytes, answerBytes });
}

/** Whether anything is kept of a request, for those who might read it. */
export async function hasBody(viewer: Viewer, request: { startedAt: Date; id: string }): Promise<boolean> {
  requireRight(viewer, 'body.read');
  const where = { requestStartedAt: request.startedAt, requestId: request.id };
  return (await db().body.count({ where })) > 0;
}
