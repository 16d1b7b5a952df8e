import { z } from 'zod';

const lineItem = z.object({
  meter: z.string(),
  quantity: z.number(),
  priceId: z.string(),
  rate: z.string(),
  per: z.number(),
  amountUsd: z.string(),
});

/** One re-rating of an attempt, or the undoing of one. What was billed stays beside it. */
export const costCorrection = z.object({
  runId: z.string(),
  attempt: z.number().int(),
  kind: z.enum(['rerate', 'undo']),
  at: z.date(),
  author: z.string(),
  note: z.string(),
  /** Null: it had no price; the other way round after an undo. */
  fromUsd: z.string().nullable(),
  toUsd: z.string().nullable(),
  deltaUsd: z.string(),
  uncostedDelta: z.number().int(),
  lineItems: z.array(lineItem),
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
  /** What the provider itself said that it cost, and in which field of its usage. */
  reportedUsd: z.string().nullable(),
  reportedBy: z.string().nullable(),
  /** As it was billed. */
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
  learnedTask: z.string().optional(),
  confidence: z.number().optional(),
  choice: z
    .object({
      dial: z.number(),
      floor: z.number().optional(),
      head: z.number().optional(),
      candidates: z.array(
        z.object({
          model: z.string(),
          quality: z.number(),
          byText: z.number().optional(),
          lowerBound: z.number(),
          estimatedUsd: z.string(),
          reason: z.string().optional(),
        }),
      ),
    })
    .optional(),
  context: z.object({ done: z.string(), droppedMessages: z.number().optional() }).optional(),
  cascade: z.object({ stopped: z.string(), reason: z.string() }).optional(),
  arm: z.object({ experiment: z.string(), arm: z.string() }).optional(),
  shadowOf: z.string().optional(),
  hedge: z.object({ attempt: z.number().int(), target: z.string() }).optional(),
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
  /** Exact, after re-rating; null when it is not known. */
  costUsd: z.string().nullable(),
  costState: z.string(),
  /** What was billed when it ran. */
  billedUsd: z.string().nullable(),
  configVersion: z.number().int(),
  /** What the gateway's own cache did: `miss`, `hit_exact`, `hit_semantic`, or '' when it was not asked. */
  cache: z.string(),
  /** What a hit would have cost, exact; null for all others and where there was no price. */
  savedUsd: z.string().nullable(),
  route: routeDetail,
});

/** Everything that is kept of one request. */
export const requestWithAttempts = requestDetail.extend({
  attempts: z.array(attemptDetail),
  /** Oldest first. */
  corrections: z.array(costCorrection),
});

export type CostCorrection = z.infer<typeof costCorrection>;
export type AttemptDetail = z.infer<typeof attemptDetail>;
export type RouteDetail = z.infer<typeof routeDetail>;
export type RequestDetail = z.infer<typeof requestWithAttempts>;
