import { z } from 'zod';
import { cacheSchema, readOldCacheTtl } from '@/lib/cache/schemas';
import { id, usd } from '@/lib/config/primitives';
import { TASK_TYPES } from '../learn/task-types';
import { TASKS } from '../tasks';

/** Tasks that a rule may speak of: of the heuristics and of the learned classifier. */
export const RULE_TASKS = [...TASKS, ...TASK_TYPES] as const;
export type RuleTask = (typeof RULE_TASKS)[number];

const name = z.string().min(1).max(200);
const names = z.array(name).min(1).max(200);
const count = z.number().int().min(0);
const minuteOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time such as "09:30"');

/** Minutes of the day in a zone, `from` included, `to` not; past midnight when `to` is before `from`. */
export const timeWindowSchema = z.strictObject({
  zone: name,
  from: minuteOfDay,
  to: minuteOfDay,
  /** 0 is Sunday: the day on which the window begins. Absent: every day. */
  days: z.array(z.number().int().min(0).max(6)).min(1).optional(),
});

/** All given conditions must hold; none given: always. Bounds with min and max include, above and below exclude. */
export const conditionSchema = z.strictObject({
  models: names.optional(),
  tasks: z.array(z.enum(RULE_TASKS)).optional(),
  minInputTokens: count.optional(),
  maxInputTokens: count.optional(),
  /** Length of the whole prompt in characters. */
  minChars: count.optional(),
  maxChars: count.optional(),
  /** Accuracy that the request requires, 0 to 1; a request that says none matches neither. */
  accuracyAbove: z.number().min(0).max(1).optional(),
  accuracyBelow: z.number().min(0).max(1).optional(),
  /** Latency that the request allows, in ms; a request that says none does not match. */
  latencyBelowMs: z.number().positive().optional(),
  stream: z.boolean().optional(),
  tools: z.boolean().optional(),
  images: z.boolean().optional(),
  jsonSchema: z.boolean().optional(),
  /** BCP 47 primary tags, such as `vi`. */
  languages: names.optional(),
  /** Each tag must have one of the values; the same for headers, whose names are lower case. */
  tags: z.record(z.string(), z.array(z.string())).optional(),
  headers: z
    .record(z.string().regex(/^[a-z0-9-]+$/, 'a lower-case header name'), z.array(z.string()))
    .optional(),
  keys: names.optional(),
  teams: names.optional(),
  users: names.optional(),
  time: timeWindowSchema.optional(),
  /** RE2 syntax, looked for anywhere in the last user message: no look-around, no back-references, linear time. */
  promptPattern: z.string().min(1).max(1_000).optional(),
});

export const TIERS = ['premium', 'balanced', 'efficient', 'budget'] as const;

/** Where a matching request goes, other than to a plain chain of `targets`. */
export const useSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('pin'), target: name }),
  z.strictObject({ kind: z.literal('alias'), alias: name }),
  z.strictObject({ kind: z.literal('tier'), tier: z.enum(TIERS) }),
  /** Percent by target; they add up to 100. */
  z.strictObject({ kind: z.literal('weights'), weights: z.record(name, z.number().min(0).max(100)) }),
  /** The learned router chooses among the targets, or among all models when none are named. */
  z.strictObject({
    kind: z.literal('learned'),
    among: names.optional(),
    /** 0 saves most, 10 is best quality. */
    dial: z.number().min(0).max(10),
    floor: z.number().min(0).max(1).optional(),
  }),
]);

export const parametersSchema = z.strictObject({
  maxTokens: z.number().int().min(1).optional(),
  temperature: z.number().min(0).max(2).optional(),
  /** Holds against what the client said, too; else only where the client said nothing. */
  override: z.boolean().optional(),
});

/** Of form alone: JSON that parses and meets its schema where the request asks for some, no refusal, not cut by a limit. */
export const CASCADE_CHECKS = ['parses', 'schema', 'notRefusal', 'notCut'] as const;
export type CascadeCheck = (typeof CASCADE_CHECKS)[number];

/** A second attempt goes to the next target when the first has given no content after so long; absent time: after its own p95. */
export const hedgeSchema = z.strictObject({ afterMs: z.number().int().min(50).max(600_000).optional() });

/** Another model answers a sample of the requests, too, for nobody to see; a judge may say which answer is better. */
export const shadowSchema = z.strictObject({
  target: name,
  /** Share of the requests, 0 to 100. */
  percent: z.number().min(0).max(100),
  /** Over all gateways, a workspace and day (UTC); judging included. */
  maxRequestsPerDay: z.number().int().min(1).max(1_000_000).default(200),
  maxUsdPerDay: usd.default('1'),
  /** Model that gives both answers a score from 0 to 1, which become labels. Absent: only cost and latency are known. */
  judge: name.optional(),
});
export type ShadowSettings = z.infer<typeof shadowSchema>;

/** What a matching rule sets beside the target. */
export const settingsSchema = z.strictObject({
  /** By task; `default` for the others. */
  parameters: z.partialRecord(z.enum([...RULE_TASKS, 'default']), parametersSchema).optional(),
  costCeilingUsd: usd.optional(),
  hedge: hedgeSchema.optional(),
  totalMs: z.number().int().min(1).max(3_600_000).optional(),
  /** The gateway's own cache of answers (lib/cache). */
  cache: cacheSchema.optional(),
  /** A session keeps to the target that served it, while that provider's prompt cache is likely to hold its beginning. */
  affinity: z.strictObject({ warmSeconds: z.number().int().min(1).max(86_400).default(300) }).optional(),
  /** Among equal targets, which are one model at several providers, `load` asks the one with less to do. */
  balance: z.literal('load').optional(),
  /**
   * Of a prompt that fits none of the rule's windows: `larger` goes to the model with the smallest window that holds it,
   * `trim` leaves out the oldest messages and keeps instructions and the newest. Absent: the request is refused.
   */
  tooLong: z.enum(['larger', 'trim']).optional(),
  canary: z.strictObject({ target: name, percent: z.number().min(0).max(100) }).optional(),
  /** A whole answer is checked and, where a check stops it, `to` answers again; streams are not checked. */
  cascade: z.strictObject({ checks: z.array(z.enum(CASCADE_CHECKS)).min(1), to: name }).optional(),
  shadow: shadowSchema.optional(),
});

/** A rule of a configuration (`targets` only) is one of these too. */
export const policyRuleSchema = z
  .strictObject({
    id,
    name,
    enabled: z.boolean().default(true),
    when: conditionSchema.default({}),
    /** Ordered: the first serves, the others are fallbacks. */
    targets: z.array(name).min(1).max(20).optional(),
    use: useSchema.optional(),
    /** Tried after what `use` gave. */
    fallbacks: z.array(name).max(20).default([]),
    settings: z.preprocess(readOldCacheTtl<z.input<typeof settingsSchema>>, settingsSchema).default({}),
  })
  .refine(
    ({ targets, use }) => (targets === undefined) !== (use === undefined),
    'says where to go by `targets` or by `use`, one of them',
  );

export const policySchema = z.strictObject({
  name,
  /** Names to use in rules: each stands for a model or another alias. */
  aliases: z.record(name, name).default({}),
  /** Models or aliases of each tier, first choice first. */
  tiers: z.partialRecord(z.enum(TIERS), names).default({}),
  rules: z.array(policyRuleSchema).max(1_000),
  /** Where to go when no rule matches; absent: the requested model. */
  fallbackTier: z.enum(TIERS).optional(),
});

export type Condition = z.infer<typeof conditionSchema>;
export type TimeWindow = z.infer<typeof timeWindowSchema>;
export type PolicyRule = z.infer<typeof policyRuleSchema>;
export type Policy = z.infer<typeof policySchema>;
export type RuleSettings = z.infer<typeof settingsSchema>;
export type Parameters = z.infer<typeof parametersSchema>;
