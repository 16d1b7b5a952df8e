import { z } from 'zod';
import { EVENT_KINDS } from './event';

const ms = z.number().optional();
const share = z.number().min(0).max(1).optional();

export const figuresSchema = z.strictObject({
  calls: z.int(),
  p50Ms: ms.describe('Until the first content of a stream, or the whole answer'),
  p95Ms: ms,
  p99Ms: ms,
  firstTokenP50Ms: ms.describe('Streams only'),
  firstTokenP95Ms: ms,
  tokensPerSecond: z.number().optional(),
  errorRate: share.describe('0 to 1, timeouts included'),
  timeoutRate: share,
});

export const statusSchema = z.enum(['unknown', 'healthy', 'degraded', 'unhealthy']);

const use = z.strictObject({ used: z.number(), limit: z.number() });
/** What a gateway process says of a target. */
export const targetReport = z.object({
  name: z.string(),
  breaker: z.enum(['closed', 'open', 'half_open']),
  until: z.iso.datetime().optional().describe('An open breaker lets probes through then'),
  heardAt: z.iso.datetime().optional().describe('When a call last told how it is; probes are none'),
  cooling: z.object({ until: z.iso.datetime(), reason: z.string() }).optional(),
  rpm: use.optional(),
  tpm: use.optional(),
  concurrent: use.optional(),
});
export type TargetReport = z.infer<typeof targetReport>;

export const probeView = z.strictObject({
  at: z.iso.datetime(),
  answered: z.boolean(),
  reason: z.string().describe('Why not, to read after “it”'),
  latencyMs: z.number(),
  inRow: z.int().describe('Of the same result'),
});
export type ProbeView = z.infer<typeof probeView>;

export const gatewayView = z.strictObject({
  process: z.string(),
  ageS: z.int().describe('Since it last reported'),
  report: targetReport,
});

export const healthRow = z.strictObject({
  provider: z.string(),
  model: z.string().optional().describe('Absent: the provider as a whole'),
  simulated: z.boolean(),
  status: statusSchema,
  reasons: z.array(z.string()),
  now: figuresSchema.describe('The last five minutes'),
  range: figuresSchema,
  gateways: z.array(gatewayView),
  probe: probeView.optional().describe('The last one; absent: it is not probed, or not yet'),
});
export type HealthRow = z.infer<typeof healthRow>;

export const eventRow = z.strictObject({
  id: z.string(),
  firstAt: z.date(),
  lastAt: z.date(),
  count: z.int(),
  kind: z.enum(EVENT_KINDS),
  target: z.string(),
  reason: z.string(),
  from: z.string(),
  to: z.string(),
  alternatives: z.array(z.string()),
  requestId: z.string().nullable(),
  process: z.string(),
});
export type EventRow = z.infer<typeof eventRow>;
