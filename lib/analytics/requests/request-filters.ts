import { z } from 'zod';
import { sentInstant } from '@/lib/config/check/sent-instant';

const text = z.string().trim().min(1).max(200);

/** Which rows of the request log are wanted. An absent filter lets all through. */
export const requestFiltersSchema = z.object({
  /** Our model id; matches a request of which any attempt went there, so that the rows of a model's spend are all here. */
  model: text.optional(),
  provider: text.optional(),
  /** Model name as the client sent it. */
  requested: text.optional(),
  outcome: z.enum(['success', 'error', 'client_closed', 'rejected', 'orphan', 'failed']).optional(),
  key: text.optional(),
  team: text.optional(),
  /** End user as the client named it. */
  user: text.optional(),
  /** `name=value`, or `name` whatever its value. */
  tag: text.optional(),
  task: text.optional(),
  rule: text.optional(),
  /** USD, a decimal such as `0.01`. */
  minCost: z
    .string()
    .regex(/^\d{1,8}(\.\d{1,12})?$/)
    .optional(),
  minLatencyMs: z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .optional(),
  /** `uncosted`: price or usage unknown. */
  cost: z.enum(['uncosted']).optional(),
  /** Instants within the range, ISO 8601: from, inclusive, and to, exclusive. */
  since: sentInstant.optional(),
  until: sentInstant.optional(),
  /** Part of a request id. */
  q: text.optional(),
});

export type RequestFilters = z.infer<typeof requestFiltersSchema>;

/** Reads each filter by itself: one that cannot be read is left out and named, the others still hold. */
export function readFilters(query: Record<string, string | undefined>): {
  filters: RequestFilters;
  ignored: string[];
} {
  const ignored: string[] = [];
  const kept: Record<string, string> = {};
  for (const [name, schema] of Object.entries(requestFiltersSchema.shape)) {
    const value = query[name];
    if (value === undefined || value === '') continue;
    if (schema.safeParse(value).success) kept[name] = value;
    else ignored.push(name);
  }
  return { filters: requestFiltersSchema.parse(kept), ignored };
}
