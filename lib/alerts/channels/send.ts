import type { Channel } from '@/lib/config/alert-schemas';
import type { AllowList } from '@/lib/egress/policy';
import { sendEmail } from './email';
import { withoutSecret, type Notice, type Outcome } from './notice';
import { sendSlack } from './slack';
import { sendWebhook } from './webhook';

export interface SendContext {
  nowMs: number;
  allowed: AllowList;
  /** What a channel's `env:` or `secret:` reference stands for; undefined when it can't be had. */
  secretOf: (reference: string) => Promise<string | undefined>;
}

/** One try at one channel. Never rejects; nothing of a secret is in the outcome, which is one line that can be stored. */
export async function sendTo(channel: Channel, notice: Notice, context: SendContext): Promise<Outcome> {
  const { nowMs, allowed, secretOf } = context;
  const secret = channel.secret === undefined ? undefined : await secretOf(channel.secret);
  if (channel.secret !== undefined && secret === undefined)
    return { ok: false, retry: true, detail: 'its secret is not set, or cannot be opened' };
  return withoutSecret(await dispatch(channel, secret, notice, { nowMs, allowed }), secret);
}

function dispatch(
  channel: Channel,
  secret: string | undefined,
  notice: Notice,
  { nowMs, allowed }: Pick<SendContext, 'nowMs' | 'allowed'>,
): Promise<Outcome> {
  switch (channel.kind) {
    case 'email':
      return sendEmail(channel, secret, notice, allowed);
    case 'slack':
      return sendSlack(secret ?? '', notice, allowed);
    case 'webhook':
      return sendWebhook({ url: channel.url, secret: secret ?? '', notice, nowMs, allowed });
    default:
      return channel satisfies never;
  }
}
