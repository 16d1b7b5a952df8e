import { z } from 'zod';
import { usdSchema } from '@/lib/planning/decimals';

export const MAX_TARGETS = 12;
export const MAX_REQUESTS = 1_000;
export const MAX_CONCURRENCY = 50;
export const MAX_PROMPTS = 50;
export const MAX_PROMPT_CHARS = 20_000;

export const PROMPT_SETS = ['short', 'medium', 'long'] as const;
export type PromptSet = (typeof PROMPT_SETS)[number];

/** `gateway`: through the whole pipeline. `direct`: straight to the provider, as a client without a gateway would. */
export const WAYS = ['gateway', 'direct'] as const;
export type Way = (typeof WAYS)[number];

const promptsSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('set'), set: z.enum(PROMPT_SETS) }),
  z.strictObject({
    kind: z.literal('own'),
    texts: z
      .array(z.string().trim().min(1, 'a prompt is empty').max(MAX_PROMPT_CHARS))
      .min(1, 'at least one prompt is needed')
      .max(MAX_PROMPTS, `at most ${MAX_PROMPTS} prompts`),
  }),
]);

/** What is measured, and how much of it. */
export const benchmarkSettingsSchema = z.strictObject({
  /** Models by name, at every provider that offers them, or `provider/model`. */
  targets: z
    .array(z.string().min(1).max(300))
    .min(1, 'choose at least one model')
    .max(MAX_TARGETS, `at most ${MAX_TARGETS} models`),
  ways: z
    .array(z.enum(WAYS))
    .min(1, 'choose at least one way')
    .transform((ways) => WAYS.filter((way) => ways.includes(way)))
    .default([...WAYS]),
  /** Of each target by each way. */
  requests: z.coerce
    .number()
    .int()
    .min(1, 'at least one request')
    .max(MAX_REQUESTS, `at most ${MAX_REQUESTS} requests of each model by each way`)
    .default(20),
  concurrency: z.coerce.number().int().min(1).max(MAX_CONCURRENCY).default(4),
  /** Of each answer. */
  maxTokens: z.coerce.number().int().min(1).max(4_096).default(64),
  prompts: promptsSchema.default({ kind: 'set', set: 'short' }),
  /** What the whole run may cost, never exceeded. */
  capUsd: usdSchema.default('1'),
});
export type BenchmarkSettings = z.infer<typeof benchmarkSettingsSchema>;

/** Settings as they are kept: of prompts that somebody brought, after the end only the number. */
const keptSettingsSchema = benchmarkSettingsSchema.extend({
  prompts: z.union([promptsSchema, z.strictObject({ kind: z.literal('forgotten'), count: z.int() })]),
});
export type KeptSettings = z.infer<typeof keptSettingsSchema>;

/** The same with the workspace that it is booked in. */
export const startBenchmarkSchema = benchmarkSettingsSchema.extend({
  workspace: z.string().min(1).max(200).default('main'),
});

export const BENCHMARK_STATES = [
  'waiting',
  'running',
  'cancelling',
  /** All was sent. */
  'done',
  /** The cap was reached. */
  'capped',
  'cancelled',
  /** Its process died. */
  'interrupted',
  'failed',
] as const;
export type BenchmarkState = (typeof BENCHMARK_STATES)[number];

/** What came of one target by one way. Times in ms, of requests that were answered. */
export const benchmarkResultSchema = z.strictObject({
  provider: z.string(),
  model: z.string(),
  way: z.enum(WAYS),
  requests: z.int(),
  errors: z.int(),
  /** What went wrong most often. */
  commonError: z.string().nullable(),
  meanMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  firstP50Ms: z.number().nullable(),
  firstP95Ms: z.number().nullable(),
  firstP99Ms: z.number().nullable(),
  /** Output tokens in a second, between the first content and the end. */
  tokensPerSecond: z.number().nullable(),
  /** What is known of it. */
  costUsd: z.string(),
  /** Requests whose cost nobody knows. */
  uncosted: z.int(),
});
export type BenchmarkResult = z.infer<typeof benchmarkResultSchema>;

export const benchmarkSchema = z.object({
  id: z.string(),
  workspaceId: z.string(),
  keyId: z.string(),
  author: z.string(),
  address: z.string().nullable(),
  status: z.enum(BENCHMARK_STATES),
  settings: keptSettingsSchema,
  /** Why it ended before all was sent, in words. */
  ending: z.string().nullable(),
  total: z.number(),
  done: z.number(),
  estimateUsd: z.string(),
  spentUsd: z.string(),
  createdAt: z.date(),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
});
export type Benchmark = z.infer<typeof benchmarkSchema>;

/** One request, as it was measured. */
export interface Sample {
  seq: number;
  provider: string;
  model: string;
  way: Way;
  /** Epoch ms. */
  at: number;
  requestId: string | undefined;
  /** Undefined: it was answered. */
  errorCode: string | undefined;
  latencyMs: number;
  firstContentMs: number | undefined;
  outTokens: number | undefined;
  /** Undefined: nobody knows. */
  costUsd: string | undefined;
}
