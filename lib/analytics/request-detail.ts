import { z } from 'zod';

const lineItem = z.object({
  meter: z.string(),
  quantity: z.number(),
  priceId: z.string(),
  rate: z.string(),
  per: z.number(),
  amountUsd: z.string(),
});

export const attemptDetail = z.object({
  attempt: z.number().int(),
  startedAt: z.date(),
  provider: z.string(),
  model: z.string(),
  upstreamModel: z.string(),
  servedModel: z.string().nullable(),
  serviceTier: z.string().nullable(),
  providerRequestId: z.string().nullable(),
  status: z.number().int(),
  outcome: z.string(),
  errorCode: z.string().nullable(),
  errorMessage: z.string().nullable(),
  latencyMs: z.number().int(),
  firstContentMs: z.number().int().nullable(),
  finishReason: z.string().nullable(),
  provenance: z.string(),
  rawUsage: z.unknown(),
  costState: z.string(),
  costUsd: z.string().nullable(),
  lineItems: z.array(lineItem),
  unpricedMeters: z.array(z.string()),
});

/** What is kept of why a request went where it went; older rows may lack parts. */
export const routeDetail = z.object({
  ruleId: z.string().optional(),
  task: z.string().default(''),
  signals: z.array(z.string()).default([]),
  inputTokensEstimated: z.number().optional(),
  candidates: z.array(z.string()).default([]),
  skipped: z.array(z.object({ target: z.string(), reason: z.string() })).default([]),
  downgradedBy: z.string().optional(),
});

export const requestDetail = z.object({
  id: z.string(),
  startedAt: z.date(),
  workspaceId: z.string(),
  keyId: z.string(),
  team: z.string().nullable(),
  door: z.string(),
  api: z.string(),
  stream: z.boolean(),
  requestedModel: z.string(),
  provider: z.string(),
  model: z.string(),
  task: z.string(),
  ruleId: z.string(),
  endUser: z.string().nullable(),
  tags: z.record(z.string(), z.string()).catch({}),
  status: z.number().int(),
  outcome: z.string(),
  errorCode: z.string().nullable(),
  attemptCount: z.number().int(),
  latencyMs: z.number().int(),
  firstContentMs: z.number().int().nullable(),
  costUsd: z.string().nullable(),
  costState: z.string(),
  configVersion: z.number().int(),
  route: routeDetail,
});

export type AttemptDetail = z.infer<typeof attemptDetail>;
export type RouteDetail = z.infer<typeof routeDetail>;
export type RequestDetail = z.infer<typeof requestDetail> & { attempts: AttemptDetail[] };
