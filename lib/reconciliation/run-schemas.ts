import { z } from 'zod';
import { sentDay } from '@/lib/config/check/sent-day';
import { storedResultSchema } from './stored-result';

const MAX_DAYS = 92;
const daysOf = (first: string, last: string) => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

export const reconciliationRequestSchema = z.strictObject({
  workspace: z.string().min(1).default('main').describe('Whose books; entries of others are set aside'),
  provider: z.string().min(1).max(200).describe('Whose ledger it is; absent: of all providers').optional(),
  source: z.discriminatedUnion('from', [
    z.strictObject({
      from: z.literal('file'),
      name: z.string().min(1).max(80),
      content: z
        .string()
        .max(6_000_000)
        .describe('CSV (id,model,day,input_tokens,output_tokens,cost_usd), a JSON array, or JSON lines'),
    }),
    z
      .strictObject({ from: z.literal('answers'), firstDay: sentDay, lastDay: sentDay })
      .refine(({ firstDay, lastDay }) => daysOf(firstDay, lastDay) > 0, {
        path: ['lastDay'],
        message: 'lies before the first day',
      })
      .refine(({ firstDay, lastDay }) => daysOf(firstDay, lastDay) <= MAX_DAYS, {
        path: ['lastDay'],
        message: `at most ${MAX_DAYS} days`,
      })
      .describe(
        'What providers said in their answers that each call cost (OpenRouter, xAI, Perplexity); UTC days',
      ),
    z.strictObject({ from: z.literal('simulator') }).describe('The ledger that our own simulator keeps'),
  ]),
});

const run = {
  id: z.string(),
  workspace: z.string(),
  provider: z.string().nullable(),
  source: z.string(),
  author: z.string(),
  createdAt: z.string(),
};

/** A run in a list: without what was found in detail. */
export const reconciliationHeadSchema = z.strictObject({
  ...run,
  ...storedResultSchema.pick({
    agrees: true,
    entries: true,
    attempts: true,
    billedUsd: true,
    bookedUsd: true,
    deltaUsd: true,
    uncertainUsd: true,
    counts: true,
  }).shape,
});

export const reconciliationRunSchema = z.strictObject({ ...run, result: storedResultSchema });

export type ReconciliationHead = z.infer<typeof reconciliationHeadSchema>;
export type ReconciliationRun = z.infer<typeof reconciliationRunSchema>;
