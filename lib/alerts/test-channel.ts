import { randomUUID } from 'node:crypto';
import { publishedDocument } from '@/lib/analytics/published-document';
import { db } from '@/lib/db';
import { parseAllowList } from '@/lib/egress/policy';
import { env } from '@/lib/env';
import { GatewayError } from '@/lib/errors/gateway-error';
import { isAdmin, type Viewer } from '@/lib/users/viewer';
import type { Notice, Outcome } from './channels/notice';
import { sendTo } from './channels/send';
import { openChannelSecret } from './open-secret';

/** Sends a test to a channel that is published, at once, and says how that went. Throws `forbidden` or `not_found`. */
export async function testChannel(viewer: Viewer, channelId: string, now: Date): Promise<Outcome> {
  if (!isAdmin(viewer)) throw new GatewayError('forbidden', 'Only owners and admins may do this.');
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
