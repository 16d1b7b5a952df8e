import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';
import { usdSchema } from '@/lib/planning/decimals';

export const ENDPOINTS = ['/v1/chat/completions', '/v1/responses', '/v1/embeddings', '/v1/messages'] as const;

export const MAX_ITEMS = 100_000;
export const MAX_LINE_BYTES = 4 * 1024 * 1024;
export const MAX_CONCURRENCY = 200;

/** How a batch runs, beyond what OpenAI's API knows: its `metadata` carries these as `tollgate_…`. */
export const batchOptionsSchema = z.strictObject({
  /** Requests at once. */
  concurrency: z.coerce.number().int().min(1).max(MAX_CONCURRENCY).default(50),
  /** What the whole batch may cost, never exceeded. */
  maxCostUsd: usdSchema.optional(),
  /** A line that cannot be sent refuses the whole file, or is listed in the error file. */
  onBadLine: z.enum(['refuse', 'report']).default('refuse'),
  /**
   * What was under way when the process died may have been billed: it is listed as an error, so that nothing is billed
   * twice, or sent again.
   */
  onCrash: z.enum(['report', 'retry']).default('report'),
  /** Not before. */
  runAfter: sentInstant.optional(),
  /** At the cheapest time by the price book that is not after this. */
  cheapestBefore: sentInstant.optional(),
});
export type BatchOptions = z.infer<typeof batchOptionsSchema>;

const OPTION_NAMES = {
  tollgate_concurrency: 'concurrency',
  tollgate_max_cost_usd: 'maxCostUsd',
  tollgate_on_bad_line: 'onBadLine',
  tollgate_on_crash: 'onCrash',
  tollgate_run_after: 'runAfter',
  tollgate_cheapest_before: 'cheapestBefore',
} as const satisfies Record<string, keyof BatchOptions>;

const metadataSchema = z
  .record(z.string().max(64), z.string().max(512))
  .refine((metadata) => Object.keys(metadata).length <= 16, 'at most 16 entries')
  .superRefine((metadata, context) => {
    for (const issue of batchOptionsSchema.safeParse(optionsIn(metadata)).error?.issues ?? []) {
      const name = Object.entries(OPTION_NAMES).find(([, option]) => option === issue.path[0])?.[0];
      context.addIssue({ code: 'custom', path: name === undefined ? [] : [name], message: issue.message });
    }
    for (const name of Object.keys(metadata))
      if (name.startsWith('tollgate_') && !Object.hasOwn(OPTION_NAMES, name))
        context.addIssue({ code: 'custom', path: [name], message: 'there is no such option' });
  });

/** Options by our names, out of a batch's metadata. */
export function optionsIn(metadata: Record<string, string>): Record<string, string> {
  const named = Object.entries(OPTION_NAMES).flatMap(([name, option]) => {
    const value = metadata[name];
    return value === undefined ? [] : [[option, value] as const];
  });
  return Object.fromEntries(named);
}

/** Body of POST /v1/batches. */
export const createBatchSchema = z.strictObject({
  input_file_id: z.string().min(1).max(100),
  endpoint: z.enum(ENDPOINTS),
  completion_window: z.literal('24h').default('24h'),
  metadata: metadataSchema.nullish().transform((metadata) => metadata ?? {}),
});

/** Body of POST /v1/batches/estimate. */
export const estimateBatchSchema = createBatchSchema.pick({ input_file_id: true }).extend({
  endpoint: z.enum(ENDPOINTS).default('/v1/chat/completions'),
});

export const BATCH_STATES = [
  'validating',
  'failed',
  'in_progress',
  'finalizing',
  'completed',
  'cancelling',
  'cancelled',
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

/** What is wrong with a line, or with the batch as such. */
export const batchProblemSchema = z.object({
  code: z.string(),
  message: z.string(),
  line: z.number().nullable(),
});
export type BatchProblem = z.infer<typeof batchProblemSchema>;

const nullableDate = z.date().nullable();

/** A batch as its row has it. */
export const batchSchema = z.object({
  id: z.string(),
  workspaceId: z.string(),
  keyId: z.string(),
  author: z.string(),
  address: z.string().nullable(),
  endpoint: z.enum(ENDPOINTS),
  status: z.enum(BATCH_STATES),
  inputFileId: z.string(),
  outputFileId: z.string().nullable(),
  errorFileId: z.string().nullable(),
  metadata: z.record(z.string(), z.string()),
  options: batchOptionsSchema,
  problems: z.array(batchProblemSchema),
  total: z.number(),
  done: z.number(),
  failed: z.number(),
  spentUsd: z.string(),
  uncosted: z.number(),
  createdAt: z.date(),
  runAfter: nullableDate,
  startedAt: nullableDate,
  finalizingAt: nullableDate,
  endedAt: nullableDate,
  cancellingAt: nullableDate,
});
export type Batch = z.infer<typeof batchSchema>;

export const BATCH_COLUMNS = `id, workspace_id AS "workspaceId", key_id AS "keyId", author, address, endpoint, status,
  input_file_id AS "inputFileId", output_file_id AS "outputFileId", error_file_id AS "errorFileId", metadata, options,
  problems, total, done, failed, trim_scale(spent_usd)::text AS "spentUsd", uncosted, created_at AS "createdAt",
  run_after AS "runAfter", started_at AS "startedAt", finalizing_at AS "finalizingAt", ended_at AS "endedAt",
  cancelling_at AS "cancellingAt"`;
