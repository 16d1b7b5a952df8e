import { randomUUID } from 'node:crypto';
import { requireRight } from '@/lib/access/may';
import { publishedDocument } from '@/lib/analytics/published-document';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import type { Notice, Outcome } from './channels/notice';
import { sendTo } from './channels/send';
import { openChannelSecret } from './open-secret';

/**
 * Sends a test to a channel that is published, at once, and says how that went. That it was asked for is in the audit log
 * before anything goes out. Throws `forbidden` or `not_found`.
 */
export async function testChannel(viewer: Viewer, channelId: string, now: Date): Promise<Outcome> {
  requireRight(viewer, 'config.publish');
  const { channels } = await publishedDocument();
  const channel = channels.find(({ id }) => id === channelId);
  if (channel === undefined) throw new GatewayError('not_found', 'There is no such channel.');
  const notice: Notice = {
    deliveryId: randomUUID(),
    kind: 'test',
    rule: { id: 'test', name: `Test of ${channel.name}` },
    workspace: 'none',
    subject: 'all',
    summary: `${viewer.email} asked for this. Nothing is wrong.`,
    at: now.toISOString(),
  };
  await db().$transaction((tx) =>
    appendAudit(tx, actorOf(viewer), {
      action: 'channel.test',
      subject: { kind: 'channel', id: channelId },
      before: null,
      after: { kind: channel.kind, delivery: notice.deliveryId },
    }),
  );
  return sendTo(channel, notice, {
    nowMs: now.getTime(),
    allowed: parseAllowList(env().TOLLGATE_EGRESS_ALLOW),
    secretOf: (reference) =>
      openChannelSecret(reference, async (id) => {
        const row = await db().credential.findUnique({ where: { id } });
        return row?.ciphertext;
      }),
  });
}
