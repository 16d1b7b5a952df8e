import type pg from 'pg';
import { z } from 'zod';
import { channelSchema, type Channel } from '@/lib/config/alert-schemas';
import type { Notice, Outcome } from './channels/notice';
import { sendTo, type SendContext } from './channels/send';
import { MAX_TRIES, retryDelayMs } from './retry-delay';

/** Taken for two minutes: who dies with it leaves it to the next one, which may send it again under the same id. */
const CLAIM = `UPDATE alert_delivery d SET tries = d.tries + 1, next_at = $1::timestamptz + interval '2 minutes'
  FROM alert_event e
  WHERE e.id = d.event_id AND d.id IN (
    SELECT id FROM alert_delivery WHERE state = 'waiting' AND next_at <= $1
    ORDER BY next_at LIMIT 50 FOR UPDATE SKIP LOCKED)
  RETURNING d.id, d.channel_id AS channel, d.tries, e.rule_id AS rule, e.rule_name AS "ruleName", e.subject, e.kind,
    e.workspace_id AS workspace, e.summary, e.at`;
const CHANNELS = `SELECT coalesce(document -> 'channels', '[]') AS channels
  FROM config_version ORDER BY version DESC LIMIT 1`;
const END = `UPDATE alert_delivery SET state = $2, outcome = $3, ended_at = $4 WHERE id = $1`;
const AGAIN = `UPDATE alert_delivery SET next_at = $2, outcome = $3 WHERE id = $1`;

const claimed = z.object({
  id: z.string(),
  channel: z.string(),
  tries: z.int(),
  rule: z.string(),
  ruleName: z.string(),
  subject: z.string(),
  kind: z.enum(['fired', 'still_firing', 'resolved', 'test']),
  workspace: z.string(),
  summary: z.string(),
  at: z.date(),
});

export interface DeliverOptions extends Omit<SendContext, 'nowMs'> {
  now: () => number;
  /** In 0..1. */
  random: () => number;
  /** Address of Tollgate, for links. */
  publicUrl: string | undefined;
}

/**
 * Sends what is due, each by itself: a channel that fails or is slow holds up no other. At least once. Gives the number
 * of deliveries that were tried. Rejects when the database does.
 */
export async function deliverDue(database: Pick<pg.Pool, 'query'>, options: DeliverOptions): Promise<number> {
  const { rows } = await database.query<Record<string, unknown>>(CLAIM, [
    new Date(options.now()).toISOString(),
  ]);
  const due = z.array(claimed).parse(rows);
  if (due.length === 0) return 0;
  const { rows: documents } = await database.query<{ channels: unknown }>(CHANNELS);
  const channels = z.array(channelSchema).parse(documents[0]?.channels ?? []);
  const byId = new Map(channels.map((channel) => [channel.id, channel]));
  await Promise.all(due.map((one) => deliver(database, one, byId.get(one.channel), options)));
  return due.length;
}

async function deliver(
  database: Pick<pg.Pool, 'query'>,
  one: z.infer<typeof claimed>,
  channel: Channel | undefined,
  options: DeliverOptions,
): Promise<void> {
  const outcome: Outcome =
    channel === undefined || !channel.enabled
      ? { ok: false, retry: false, detail: 'the channel is off, or is no more' }
      : await sendTo(channel, noticeOf(one, options.publicUrl), { ...options, nowMs: options.now() });
  const nowMs = options.now();
  if (!outcome.ok && outcome.retry && one.tries < MAX_TRIES) {
    const next = new Date(nowMs + retryDelayMs(one.tries, options.random()));
    await database.query(AGAIN, [one.id, next.toISOString(), outcome.detail]);
    return;
  }
  const state = outcome.ok ? 'sent' : 'failed';
  await database.query(END, [one.id, state, outcome.detail, new Date(nowMs).toISOString()]);
}

function noticeOf(one: z.infer<typeof claimed>, publicUrl: string | undefined): Notice {
  return {
    deliveryId: one.id,
    kind: one.kind,
    rule: { id: one.rule, name: one.ruleName },
    workspace: one.workspace,
    subject: one.subject,
    summary: one.summary,
    at: one.at.toISOString(),
    ...(publicUrl === undefined
      ? {}
      : { url: new URL(`/alerts?workspace=${encodeURIComponent(one.workspace)}`, publicUrl).href }),
  };
}
