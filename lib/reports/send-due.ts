import type pg from 'pg';
import { z } from 'zod';
import { sendMail } from '@/lib/alerts/channels/email';
import type { Outcome } from '@/lib/alerts/channels/notice';
import { secretReader } from '@/lib/alerts/open-secret';
import { publishedDocument } from '@/lib/analytics/published-document';
import type { AllowList } from '@/lib/egress/policy';
import { makeMail } from './make-mail';

export interface SendOptions {
  allowed: AllowList;
  publicUrl: string | undefined;
  now: () => number;
}

/** A schedule that is no more takes its waiting report with it. */
const TAKE = `UPDATE report_delivery d SET tries = d.tries + 1
  FROM report_schedule s WHERE d.id = $1 AND d.state = 'waiting' AND s.workspace_id = d.workspace_id
  RETURNING d.workspace_id AS workspace, d.month, s.channel_id AS channel, s.recipients`;
const END = 'UPDATE report_delivery SET state = $2, outcome = $3, ended_at = now() WHERE id = $1';
const AGAIN = 'UPDATE report_delivery SET outcome = $2 WHERE id = $1';

const taken = z.object({
  ...{ workspace: z.string(), month: z.string(), channel: z.string(), recipients: z.array(z.string()) },
});

/**
 * Sends a report that waits; one that was sent is left alone. Each try has the same Message-ID: should the process die between
 * the mail server's yes and our note of it, who gets it twice can tell. Throws for the queue to try again later.
 */
export async function sendDue(
  pool: pg.Pool,
  id: string,
  options: SendOptions,
  isLast: boolean,
): Promise<void> {
  const { rows } = await pool.query(TAKE, [id]);
  if (rows.length === 0) return;
  const outcome = await send(pool, id, taken.parse(rows[0]), options);
  const { ok, detail } = outcome;
  if (ok || !outcome.retry || isLast) {
    await pool.query(END, [id, ok ? 'sent' : 'failed', detail]);
    return;
  }
  await pool.query(AGAIN, [id, detail]);
  throw new Error(`the report was not taken: ${detail}`);
}

async function send(
  pool: pg.Pool,
  id: string,
  { workspace, month, channel: channelId, recipients }: z.infer<typeof taken>,
  { allowed, publicUrl, now }: SendOptions,
): Promise<Outcome> {
  const { channels } = await publishedDocument();
  const channel = channels.find((one) => one.id === channelId);
  if (channel?.kind !== 'email' || !channel.enabled)
    return { ok: false, retry: false, detail: 'the mail channel is off, or is no more' };
  const secret = channel.secret === undefined ? undefined : await secretReader(pool)(channel.secret);
  if (channel.secret !== undefined && secret === undefined)
    return { ok: false, retry: true, detail: 'its secret is not set, or cannot be opened' };
  const mail = await makeMail(workspace, month, { now: new Date(now()), publicUrl, isTest: false });
  return sendMail(channel, secret, { ...mail, to: recipients, id }, allowed);
}
