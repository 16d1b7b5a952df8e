import { z } from 'zod';
import { may, requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import { publishedDocument } from '@/lib/analytics/published-document';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';

export const saveScheduleSchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  /** A mail channel of the configuration, whose server sends it. */
  channel: z.string().min(1, 'choose a mail channel').max(200),
  recipients: z
    .array(z.email('an address such as ada@example.com'))
    .min(1, 'at least one address is needed')
    .max(50, 'at most 50 addresses'),
});

export const scheduleSchema = z.strictObject({
  channel: z.string(),
  recipients: z.array(z.string()),
  author: z.string(),
  /** The last month that was to go out, and what became of it. */
  last: z.strictObject({ month: z.string(), state: z.string(), outcome: z.string() }).optional(),
});
export type ReportSchedule = z.infer<typeof scheduleSchema>;

/** Who gets the monthly report of a workspace. Undefined: nobody. Throws `forbidden` and `not_found`. */
export async function getSchedule(viewer: Viewer, workspaceId: string): Promise<ReportSchedule | undefined> {
  requireRight(viewer, 'config.read');
  const { id } = await openWhole(viewer, workspaceId);
  const row = await db().reportSchedule.findUnique({ where: { workspaceId: id } });
  if (row === null) return undefined;
  const last = await db().reportDelivery.findFirst({
    where: { workspaceId: id },
    orderBy: { month: 'desc' },
  });
  return {
    ...{ channel: row.channelId, recipients: row.recipients, author: row.author },
    ...(last !== null && { last: { month: last.month, state: last.state, outcome: last.outcome } }),
  };
}

/** From the next first of a month on these get the report. Throws `forbidden`, `not_found`, ZodError, 400 for what is no mail channel. */
export async function saveSchedule(
  viewer: Viewer,
  input: z.input<typeof saveScheduleSchema>,
): Promise<ReportSchedule> {
  requireRight(viewer, 'config.publish');
  const { workspace, channel: channelId, recipients } = saveScheduleSchema.parse(input);
  const { id: workspaceId } = await openWhole(viewer, workspace);
  const { channels } = await publishedDocument();
  if (!channels.some(({ id, kind }) => id === channelId && kind === 'email'))
    throw new GatewayError('invalid_request', 'There is no such mail channel.', { param: 'channel' });
  const author = viewer.email;
  await db().$transaction(async (tx) => {
    const before = await tx.reportSchedule.findUnique({ where: { workspaceId } });
    await tx.reportSchedule.upsert({
      where: { workspaceId },
      create: { workspaceId, channelId, recipients, author },
      update: { channelId, recipients, author },
    });
    await appendAudit(tx, actorOf(viewer), {
      ...{ action: 'report.schedule', subject: { kind: 'report', id: workspaceId }, workspaceId },
      before: before === null ? null : { channel: before.channelId, recipients: before.recipients },
      after: { channel: channelId, recipients },
    });
  });
  return { channel: channelId, recipients, author };
}

/** Nobody gets it any more. Throws `forbidden` and `not_found`. */
export async function removeSchedule(viewer: Viewer, workspaceId: string): Promise<void> {
  requireRight(viewer, 'config.publish');
  const { id } = await openWhole(viewer, workspaceId);
  await db().$transaction(async (tx) => {
    const before = await tx.reportSchedule.findUnique({ where: { workspaceId: id } });
    if (before === null)
      throw new GatewayError('not_found', 'Nobody gets the report of this workspace.', {
        param: 'workspace',
      });
    await tx.reportSchedule.delete({ where: { workspaceId: id } });
    await appendAudit(tx, actorOf(viewer), {
      ...{ action: 'report.unschedule', subject: { kind: 'report', id }, workspaceId: id },
      before: { channel: before.channelId, recipients: before.recipients },
      after: null,
    });
  });
}

/** Mail channels that a schedule may name; none for who may not read the configuration. */
export async function mailChannels(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  if (!may(viewer, 'config.read')) return [];
  const { channels } = await publishedDocument();
  return channels.filter(({ kind }) => kind === 'email').map(({ id, name }) => ({ id, name }));
}
