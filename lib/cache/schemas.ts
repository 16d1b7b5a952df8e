import { z } from 'zod';

const DAY_SECONDS = 86_400;
const YEAR_SECONDS = 365 * DAY_SECONDS;

/** Answers to prompts that mean the same; costs an embedding for each request that has no exact match. */
export const semanticSchema = z.strictObject({
  /** An embedding model of the configuration. */
  model: z.string().min(1).max(200),
  /** Cosine similarity from which on a prompt may count as the same; what else must agree: lib/cache/semantic. */
  threshold: z.number().min(0.5).max(1).default(0.92),
  /** How long a request waits for its embedding before it goes on without. */
  waitMs: z.number().int().min(1).max(10_000).default(500),
});

/** What a rule says of the gateway's own cache (not of the providers' prompt caches). Absent or 0 s: none. */
export const cacheSchema = z.strictObject({
  ttlSeconds: z.number().int().min(0).max(YEAR_SECONDS).default(DAY_SECONDS),
  /** Who may get an answer again: all keys of the workspace, or only the key that asked for it. */
  scope: z.enum(['workspace', 'key']).default('workspace'),
  /** Also requests that ask for variety by a temperature above 0; they then get the same answer each time. */
  sampled: z.boolean().default(false),
  semantic: semanticSchema.optional(),
});
export type CacheSettings = z.infer<typeof cacheSchema>;

type WithTtl = { cacheTtlSeconds?: unknown; cache?: unknown };

/** Rules said `cacheTtlSeconds` before there was more to say of a cache: it is read as `cache.ttlSeconds`. */
export function readOldCacheTtl<T extends WithTtl>(settings: T): T {
  if (typeof settings !== 'object' || settings === null || settings.cacheTtlSeconds === undefined)
    return settings;
  if (settings.cache !== undefined) return settings;
  const { cacheTtlSeconds: ttlSeconds, ...rest } = settings;
  return { ...rest, cache: { ttlSeconds } } as unknown as T;
}
