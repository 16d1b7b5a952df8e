import { randomUUID } from 'node:crypto';
import { requireRight } from '@/lib/access/may';
import { openWhole } from '@/lib/access/open-whole';
import { sendMail } from '@/lib/alerts/channels/email';
import type { Outcome } from '@/lib/alerts/channels/notice';
import { openChannelSecret } from '@/lib/alerts/open-secret';
import { publishedDocument } from '@/lib/analytics/published-document';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { makeMail } from './make-mail';
import { monthOf } from './month-span';

/**
 * Sends the last month's report at once to those who are to get it, marked as a test; that it was asked for is in the audit
 * log before anything goes out. Throws `forbidden` and `not_found`.
 */
export async function testReport(viewer: Viewer, workspaceId: string, now: Date): Promise<Outcome> {
  requireRight(viewer, 'config.publish');
  const { id, reportingZone } = await openWhole(viewer, workspaceId);
  const schedule = await db().reportSchedule.findUnique({ where: { workspaceId: id } });
  const { channels } = await publishedDocument();
  const channel = channels.find((one) => one.id === schedule?.channelId);
  if (schedule === null || channel?.kind !== 'email')
    throw new GatewayError('not_found', 'Nobody gets the report of this workspace: say who first.', {
      param: 'workspace',
    });
  const { recipients } = schedule;
  const month = monthOf(now, reportingZone, 1);
  await db().$transaction((tx) =>
    appendAudit(tx, actorOf(viewer), {
      ...{ action: 'report.test', subject: { kind: 'report', id }, workspaceId: id },
      before: null,
      after: { channel: channel.id, recipients, month },
    }),
  );
  const secret =
    channel.secret === undefined
      ? undefined
      : await openChannelSecret(channel.secret, async (credential) => {
          const row = await db().credential.findUnique({ where: { id: credential } });
          return row?.ciphertext;
        });
  const mail = await makeMail(id, month, { now, publicUrl: env().TOLLGATE_PUBLIC_URL, isTest: true });
  const allowed = parseAllowList(env().TOLLGATE_EGRESS_ALLOW);
  return sendMail(channel, secret, { ...mail, to: recipients, id: randomUUID() }, allowed);
}
