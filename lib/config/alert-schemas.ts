import { z } from 'zod';
import { id, usd } from './primitives';

const percent = z.number().gt(0).max(1000);
/** Fewer requests than this in the window say nothing. */
const minRequests = z.number().int().min(1).max(1_000_000).default(20);

/** What an alert watches; each gives a reading for every subject (a budget, a key, a provider, …). */
export const alertConditionSchema = z.discriminatedUnion('kind', [
  /** Spent of a budget, in per cent of its limit. No budget given: each of the workspace; no percentage: each of its own. */
  z.strictObject({ kind: z.literal('budget'), budget: id.optional(), percent: percent.optional() }),
  z.strictObject({ kind: z.literal('spend_rate'), usdPerHour: usd }),
  /** Spend of an hour against the same hour of the week before; `score`: robust deviations from the median. */
  z.strictObject({
    kind: z.literal('anomaly'),
    by: z.enum(['workspace', 'team', 'key', 'model']).default('workspace'),
    score: z.number().min(2).max(100).default(5),
  }),
  z.strictObject({ kind: z.literal('error_rate'), percent: percent.default(5), minRequests }),
  z.strictObject({ kind: z.literal('p95'), ms: z.number().int().min(1).max(3_600_000), minRequests }),
  /** Alerts when below: the share of prompt tokens that providers read from their cache, or of requests that ours answers. */
  z.strictObject({
    kind: z.literal('hit_rate'),
    percent,
    minRequests,
    cache: z.enum(['provider', 'gateway']).default('provider'),
  }),
  /** A provider that the Health page calls so, or worse; by its last five minutes, whatever the rule's window. */
  z.strictObject({
    kind: z.literal('provider_status'),
    status: z.enum(['degraded', 'unhealthy']).default('unhealthy'),
  }),
  /** Attempts without a price. */
  z.strictObject({ kind: z.literal('unpriced') }),
  /** Attempts whose reported usage is no usage: negative, not a number, too large. */
  z.strictObject({ kind: z.literal('quarantined') }),
  /** Bytes of the local log that are not on the books yet. */
  z.strictObject({
    kind: z.literal('log_backlog'),
    megabytes: z.number().int().min(1).max(1_000_000).default(64),
  }),
  z.strictObject({ kind: z.literal('dead_letters') }),
]);

export const alertSchema = z.strictObject({
  id,
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
  /** Whose traffic is watched. */
  workspace: z.string().min(1).default('main'),
  when: alertConditionSchema,
  /** Span that is looked at, where the condition has one. */
  windowMinutes: z.number().int().min(15).max(10_080).multipleOf(15).default(60),
  /** It must hold for so long before anybody hears of it. */
  forMinutes: z.number().int().min(0).max(1_440).default(0),
  /** It must be away from the threshold by this part of it to be over, so that it does not flicker. */
  clearPercent: z.number().int().min(0).max(90).default(10),
  /** Who is told, besides the list in the dashboard. */
  channels: z.array(id).max(20).default([]),
});

const common = {
  id,
  name: z.string().min(1).max(200),
  enabled: z.boolean().default(true),
};
/** `env:NAME`, `secret:ID` (stored encrypted), or on the way in the secret itself, which is then stored encrypted. */
const secret = (least: number) => z.string().min(least).max(4096);
const header = z.string().regex(/^[^\r\n]+$/, 'one line');

export const channelSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...common,
    kind: z.literal('email'),
    host: z.string().regex(/^[a-zA-Z0-9.:-]{1,253}$/, 'a host name or an address'),
    port: z.number().int().min(1).max(65_535).default(587),
    /** `tls` from the first byte (465), `starttls` required (587), `none` for a relay on this network. */
    security: z.enum(['tls', 'starttls', 'none']).default('starttls'),
    user: header.max(320).optional(),
    /** Password of the user. */
    secret: secret(1).optional(),
    from: z.email(),
    to: z.array(z.email()).min(1).max(50),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('slack'),
    /** The webhook's whole URL: who has it can post. */
    secret: secret(8),
  }),
  z.strictObject({
    ...common,
    kind: z.literal('webhook'),
    url: z.url({ protocol: /^https?$/ }),
    /** Signs each call (HMAC-SHA-256); a webhook without one is refused. */
    secret: secret(8),
  }),
]);

export type Alert = z.infer<typeof alertSchema>;
export type AlertCondition = z.infer<typeof alertConditionSchema>;
export type Channel = z.infer<typeof channelSchema>;
