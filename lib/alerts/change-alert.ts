import { z } from 'zod';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import { isAdmin, type Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

const MAX_MUTE_MINUTES = 43_200;

export const changeAlertSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('acknowledge'), ruleId: z.string().min(1), subject: z.string().min(1) }),
  z.strictObject({
    do: z.literal('mute'),
    ruleId: z.string().min(1),
    subject: z.string().min(1),
    /** Up to 30 days. */
    minutes: z.number().int().min(1).max(MAX_MUTE_MINUTES),
  }),
  z.strictObject({ do: z.literal('unmute'), ruleId: z.string().min(1), subject: z.string().min(1) }),
]);

/**
 * Acknowledges what fires (it stays in the list, with a name to it), mutes an alert until a time, or ends that. Each is
 * in the history. Throws `forbidden`, `not_found`, and `conflict` for what can't be acknowledged as it does not fire.
 */
export async function changeAlert(
  viewer: Viewer,
  workspaceId: string,
  input: z.input<typeof changeAlertSchema>,
  now: Date,
): Promise<void> {
  const workspace = await openWorkspace(viewer, workspaceId);
  if (!isAdmin(viewer)) throw new GatewayError('forbidden', 'Only owners and admins may do this.');
  const change = changeAlertSchema.parse(input);
  const { ruleId, subject } = change;
  await db().$transaction(async (tx) => {
    const state = await tx.alertState.findUnique({ where: { ruleId_subject: { ruleId, subject } } });
    if (state === null || state.workspaceId !== workspace.id)
      throw new GatewayError('not_found', 'There is no such alert.');
    if (change.do === 'acknowledge' && state.phase !== 'firing')
      throw new GatewayError('conflict', 'This alert does not fire any more.');
    if (change.do === 'acknowledge' && state.acknowledgedAt !== null) return;
    const fields = fieldsOf(change, viewer, now);
    await tx.alertState.update({ where: { ruleId_subject: { ruleId, subject } }, data: fields });
    const kind = { acknowledge: 'acknowledged', mute: 'muted', unmute: 'unmuted' }[change.do];
    await tx.alertEvent.create({
      data: {
        ruleId,
        subject,
        ruleName: ruleId,
        workspaceId: workspace.id,
        kind,
        actor: viewer.email,
        at: now,
        summary:
          'mutedUntil' in fields && fields.mutedUntil ? `until ${fields.mutedUntil.toISOString()}` : '',
      },
    });
  });
}

function fieldsOf(change: z.infer<typeof changeAlertSchema>, viewer: Viewer, now: Date) {
  switch (change.do) {
    case 'acknowledge':
      return { acknowledgedAt: now, acknowledgedBy: viewer.email };
    case 'mute':
      return { mutedUntil: new Date(now.getTime() + change.minutes * 60_000), mutedBy: viewer.email };
    case 'unmute':
      return { mutedUntil: null, mutedBy: null };
    default:
      return change satisfies never;
  }
}
