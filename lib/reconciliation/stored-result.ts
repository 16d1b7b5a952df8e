import { z } from 'zod';
import { isReconciled } from './compare';
import { BASES, type Reconciliation } from './schemas';

/** Of each kind that are kept; the counts say how many there were. */
const KEPT = 500;

const usd = z.string().describe('Exact decimal, USD');
const basis = z.enum(BASES);
const daySum = z.strictObject({
  day: z.string().describe('UTC'),
  model: z.string(),
  entries: z.int(),
  attempts: z.int(),
  billedUsd: usd,
  bookedUsd: usd,
  deltaUsd: usd,
  uncertainUsd: usd.describe('Part of what is booked that no provider reported: the error bar'),
});
const entry = z.strictObject({
  id: z.string(),
  model: z.string(),
  day: z.string(),
  inputTokens: z.int().optional(),
  outputTokens: z.int().optional(),
  costUsd: usd,
});
const difference = z.strictObject({
  id: z.string(),
  model: z.string(),
  day: z.string(),
  basis,
  billedUsd: usd,
  bookedUsd: usd.nullable(),
  deltaUsd: usd,
});
const attempt = z.strictObject({
  id: z.string(),
  providerRequestId: z.string().nullable(),
  model: z.string(),
  day: z.string(),
  basis,
  costUsd: usd.nullable(),
});
const basisSum = z.strictObject({
  basis,
  matched: z.int(),
  equal: z.int().describe('Of the matched, equal to the last digit'),
  billedUsd: usd,
  bookedUsd: usd,
  unbilled: z.int(),
  unbilledUsd: usd,
});

export const storedResultSchema = z.strictObject({
  agrees: z
    .boolean()
    .describe(
      'All that was billed is on the books, and what was reported in full is equal to the last digit',
    ),
  entries: z.int(),
  elsewhere: z.int().describe('Entries of another workspace: set aside'),
  attempts: z.int(),
  billedUsd: usd,
  bookedUsd: usd,
  deltaUsd: usd.describe('Booked less billed'),
  uncertainUsd: usd,
  counts: z.strictObject({
    matched: z.int(),
    missing: z.int(),
    repeated: z.int(),
    differing: z.int(),
    unbilled: z.int(),
    offDays: z.int(),
  }),
  missing: z.array(entry),
  repeated: z.array(z.string()),
  differences: z.array(difference),
  unbilled: z.array(attempt),
  offDays: z.array(daySum),
  bases: z.array(basisSum),
  days: z.array(daySum),
});

export type StoredResult = z.infer<typeof storedResultSchema>;

/** A comparison as it is kept: lists cut to 500 with the count of each. */
export function storedResult(result: Reconciliation): StoredResult {
  const { missing, repeated, differences, unbilled, offDays, bases, ...rest } = result;
  return storedResultSchema.parse({
    ...rest,
    bases,
    agrees: isReconciled(result),
    counts: {
      matched: bases.reduce((sum, { matched }) => sum + matched, 0),
      missing: missing.length,
      repeated: repeated.length,
      differing: differences.length,
      unbilled: unbilled.length,
      offDays: offDays.length,
    },
    missing: missing.slice(0, KEPT),
    repeated: repeated.slice(0, KEPT),
    differences: differences.slice(0, KEPT),
    unbilled: unbilled.slice(0, KEPT).map(({ id, providerRequestId, model, day, basis: on, costUsd }) => ({
      id,
      providerRequestId,
      model,
      day,
      basis: on,
      costUsd,
    })),
    offDays: offDays.slice(0, KEPT),
  });
}
