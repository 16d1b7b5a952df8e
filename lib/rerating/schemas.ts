import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { isUsd } from '@/lib/pricing/money';
import { priceRowSchema } from '@/lib/pricing/price-row';

/** A quarter of traffic at a time: what is previewed has to be looked at by somebody. */
const MAX_DAYS = 93;
const DAY_MS = 86_400_000;

const period = {
  workspace: z.string().min(1).default('main'),
  from: sentInstant.describe('First instant of arrival that counts'),
  to: sentInstant.describe('First instant of arrival that no longer counts'),
  provider: z.string().min(1).max(200).describe('Only attempts at this provider').optional(),
  model: z.string().min(1).max(200).describe('Only attempts at this model, by its id here').optional(),
};

/** Path of what is wrong with a period, or undefined. */
function periodProblem({ from, to }: { from: string; to: string }): string | undefined {
  const span = Date.parse(to) - Date.parse(from);
  if (!(span > 0)) return 'must lie after `from`';
  return span > MAX_DAYS * DAY_MS ? `at most ${MAX_DAYS} days at once` : undefined;
}

function checkPeriod(input: { from: string; to: string }, context: z.RefinementCtx): void {
  const message = periodProblem(input);
  if (message !== undefined) context.addIssue({ code: 'custom', path: ['to'], message });
}

export const previewRequestSchema = z
  .strictObject({
    ...period,
    prices: z
      .array(priceRowSchema)
      .max(5_000)
      .describe('Rows that the price book would have too; one with a known id takes its place')
      .default([]),
  })
  .superRefine(checkPeriod);

export const applyRequestSchema = z
  .strictObject({
    ...period,
    runId: z.uuid().describe('Chosen by the caller, as by the preview: the same run twice is one run'),
    expectedVersion: z.int().min(0).describe('Configuration version of the preview'),
    expectedAttempts: z.int().min(0).describe('How many attempts the preview changes'),
    expectedDeltaUsd: z
      .string()
      .max(60)
      .refine(isUsd, 'must be a plain decimal, such as -0.0125')
      .describe('By how much in all'),
    note: z.string().max(2_000).default(''),
  })
  .superRefine(checkPeriod);

const usd = z.string().describe('Exact decimal, USD');
const sums = { attempts: z.int(), fromUsd: usd, toUsd: usd, deltaUsd: usd };
const priceIds = z.array(z.string());

export const ratedRowSchema = z.strictObject({
  requestId: z.string(),
  attempt: z.int(),
  /** ISO 8601, UTC: arrival of the request. */
  at: z.string(),
  provider: z.string(),
  model: z.string(),
  keyId: z.string(),
  fromUsd: usd.nullable().describe('Null: it had no price'),
  toUsd: usd,
  deltaUsd: usd,
  fromPriceIds: priceIds,
  toPriceIds: priceIds,
});

export const previewSchema = z.strictObject({
  runId: z.uuid(),
  /** Configuration version whose prices were taken. */
  version: z.int(),
  workspace: z.string(),
  zone: z.string(),
  examined: z.int(),
  unchanged: z.int(),
  /** Still without a price. */
  stillUnpriced: z.int(),
  /** Have a cost and would have none: they keep what they have. */
  wouldLose: z.int(),
  ...sums,
  byDay: z.array(z.strictObject({ day: z.string(), ...sums })),
  byModel: z.array(z.strictObject({ provider: z.string(), model: z.string(), ...sums })),
  byKey: z.array(z.strictObject({ keyId: z.string(), ...sums })),
  /** Those that change most, at most 200. */
  rows: z.array(ratedRowSchema),
});

export const runSchema = z.strictObject({
  id: z.string(),
  workspace: z.string(),
  kind: z.enum(['rerate', 'undo']),
  /** Run that this one undoes. */
  reversesId: z.string().nullable(),
  /** Run that undid this one. */
  undoneBy: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  provider: z.string().nullable(),
  model: z.string().nullable(),
  configVersion: z.int(),
  attempts: z.int(),
  deltaUsd: usd,
  author: z.string(),
  note: z.string(),
  createdAt: z.string(),
});

export type PreviewRequest = z.infer<typeof previewRequestSchema>;
export type ApplyRequest = z.infer<typeof applyRequestSchema>;
export type RatedRow = z.infer<typeof ratedRowSchema>;
export type ReratingPreview = z.infer<typeof previewSchema>;
export type ReratingRun = z.infer<typeof runSchema>;
