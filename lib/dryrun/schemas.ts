import { z } from 'zod';

const sums = {
  requests: z.int(),
  moved: z.int(),
  /** USD, of requests whose cost is known on both sides. */
  costBeforeUsd: z.string(),
  costAfterUsd: z.string(),
};
const named = z.strictObject({ name: z.string(), ...sums });
const percentiles = z.strictObject({ p50Ms: z.number().nullable(), p95Ms: z.number().nullable() });

export const dryRunMoveSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  requests: z.int(),
  costBeforeUsd: z.string(),
  costAfterUsd: z.string(),
  /** The first of them, at most 1,000. */
  requestIds: z.array(z.string()),
});
export type DryRunMove = z.infer<typeof dryRunMoveSchema>;

/** What a draft would have done to past traffic, beside what the configuration in force does to it. */
export const dryRunResultSchema = z.strictObject({
  /** In force when it ran; `before` is what this version does. */
  version: z.int(),
  ...sums,
  /** What the replayed requests really cost. */
  onTheBooksUsd: z.string(),
  costUnknown: z.int(),
  /** Requests that nobody served then: they are not replayed. */
  notServed: z.int(),
  /** That went where no rule sent them: shadow questions, and benchmark calls straight to a provider. */
  unrouted: z.int().default(0),
  /** Requests that the cache answered: they are not replayed. */
  cached: z.int(),
  unservedBefore: z.int(),
  unservedAfter: z.int(),
  latencyBefore: percentiles,
  latencyAfter: percentiles,
  latencyUnknown: z.int(),
  moves: z.array(dryRunMoveSchema),
  /** Moves that are counted and not listed. */
  movesLeftOut: z.int(),
  byRule: z.array(z.strictObject({ ruleId: z.string(), before: z.int(), after: z.int() })),
  byKey: z.array(named),
  byTask: z.array(named),
  /** What the figures take for granted, in sentences. */
  assumptions: z.array(z.string()),
  /** Of the replay itself. */
  tookMs: z.number(),
});
export type DryRunResult = z.infer<typeof dryRunResultSchema>;

export const DRY_RUN_STATES = ['waiting', 'running', 'done', 'cancelled', 'failed', 'lost'] as const;
const instant = z.iso.datetime();

export const dryRunViewSchema = z.strictObject({
  id: z.string(),
  draftId: z.string(),
  workspace: z.string(),
  author: z.string(),
  from: instant,
  /** Exclusive. */
  to: instant,
  draftRevision: z.int(),
  state: z.enum(DRY_RUN_STATES),
  processed: z.int(),
  /** 0 until they are counted. */
  total: z.int(),
  /** Why there is no result, in words. */
  problem: z.string(),
  createdAt: instant,
  endedAt: instant.nullable(),
  result: dryRunResultSchema.nullable(),
});
export type DryRunView = z.infer<typeof dryRunViewSchema>;
