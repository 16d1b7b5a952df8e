import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import type { AlertState } from '@/lib/generated/prisma/client';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { alertsSeenBy } from './seen-by';

const MAX_MUTE_MINUTES = 43_200;
const MINUTE_MS = 60_000;
const KINDS = { acknowledge: 'acknowledged', mute: 'muted', unmute: 'unmuted' } as const;

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
 * in the history and in the audit log. Throws `forbidden`, `not_found`, and `conflict` for what can't be acknowledged as it does not fire.
 */
export async function changeAlert(
  viewer: Viewer,
  workspaceId: string,
  input: z.input<typeof changeAlertSchema>,
  now: Date,
): Promise<void> {
  const workspace = await openWorkspace(viewer, workspaceId);
  requireRight(viewer, 'alert.handle');
  const change = changeAlertSchema.parse(input);
  const { ruleId, subject } = change;
  const { alerts } = await publishedDocument();
  const ruleName = alerts.find(({ id }) => id === ruleId)?.name ?? ruleId;
  await db().$transaction(async (tx) => {
    // Of two clicks at once the second sees what the first did.
    await tx.$executeRaw`SELECT 1 FROM alert_state WHERE rule_id = ${ruleId} AND subject = ${subject} FOR UPDATE`;
    const before = await tx.alertState.findFirst({
      where: { ruleId, subject, workspaceId: workspace.id, ...alertsSeenBy(viewer, workspace.id) },
    });
    if (before === null) throw new GatewayError('not_found', 'There is no such alert.');
    if (change.do === 'acknowledge' && before.phase !== 'firing')
      throw new GatewayError('conflict', 'This alert does not fire any more.');
    if (change.do === 'acknowledge' && before.acknowledgedAt !== null) return;
    const after = await tx.alertState.update({
      where: { ruleId_subject: { ruleId, subject } },
      data: fieldsOf(change, viewer, now),
    });
    await tx.alertEvent.create({
      data: {
        ...{ ruleId, subject, ruleName, workspaceId: workspace.id, team: after.team },
        kind: KINDS[change.do],
        actor: viewer.email,
        at: now,
        summary: change.do === 'mute' ? `until ${after.mutedUntil?.toISOString()}` : '',
      },
    });
    await appendAudit(tx, actorOf(viewer), {
      action: `alert.${change.do}`,
      subject: { kind: 'alert', id: `${ruleId} ${subject}`.slice(0, 300) },
      workspaceId: workspace.id,
      before: handling(before),
      after: handling(after),
    });
  });
}

function handling({ phase, acknowledgedBy, mutedUntil }: AlertState) {
  return { phase, acknowledgedBy, mutedUntil: mutedUntil?.toISOString() ?? null };
}

function fieldsOf(change: z.infer<typeof changeAlertSchema>, viewer: Viewer, now: Date) {
  switch (change.do) {
    case 'acknowledge':
      return { acknowledgedAt: now, acknowledgedBy: viewer.email };
    case 'mute':
      return { mutedUntil: new Date(now.getTime() + change.minutes * MINUTE_MS), mutedBy: viewer.email };
    case 'unmute':
      return { mutedUntil: null, mutedBy: null };
    default:
      return change satisfies never;
  }
}
