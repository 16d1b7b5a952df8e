import { z } from 'zod';
import { DIMENSION_NAMES, type Dimension, type DimensionFilters } from './dimensions';
import { METRIC_NAMES } from './metrics';

/** More series than that no chart shows apart. */
export const MAX_GROUPS = 25;

const text = z.string().max(250);
const filters = Object.fromEntries(DIMENSION_NAMES.map((name) => [name, text.optional()])) as Record<
  Dimension,
  z.ZodOptional<typeof text>
>;

/** What the spend page and its exports are asked: the words of the address. A filter of '' means "has none". */
export const exploreQuerySchema = z.strictObject({
  metric: z.enum(METRIC_NAMES).default('cost'),
  /** Groups; absent: the total alone. */
  by: z.enum([...DIMENSION_NAMES, 'nothing']).default('model'),
  /** Groups within each group. */
  then: z.enum([...DIMENSION_NAMES, 'nothing']).default('nothing'),
  /** By what groups are ranked: the metric, or their names. */
  rank: z.enum(['most', 'least', 'name']).default('most'),
  /** Groups shown apart; the others are one group “Other”. */
  limit: z
    .string()
    .regex(/^\d{1,2}$/)
    .transform(Number)
    .pipe(z.number().min(1).max(MAX_GROUPS))
    .default(8),
  /** The same span before. */
  compare: z.enum(['previous', 'none']).default('none'),
  ...filters,
});

export type ExploreQuery = z.infer<typeof exploreQuerySchema>;

export function filtersOf(query: ExploreQuery): DimensionFilters {
  return Object.fromEntries(
    DIMENSION_NAMES.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])),
  );
}

/** Dimensions that are grouped by, in order. */
export function groupsOf({ by, then }: Pick<ExploreQuery, 'by' | 'then'>): Dimension[] {
  const groups = [by, then].filter((one) => one !== 'nothing');
  return [...new Set(groups)];
}

/** Reads each word by itself: one that cannot be read is left out and named, the others still hold. */
export function readExploreQuery(query: Record<string, string | undefined>): {
  query: ExploreQuery;
  ignored: string[];
} {
  const kept: Record<string, string> = {};
  const ignored: string[] = [];
  for (const [name, schema] of Object.entries(exploreQuerySchema.shape)) {
    const value = query[name];
    if (value === undefined) continue;
    if (schema.safeParse(value).success) kept[name] = value;
    else ignored.push(name);
  }
  return { query: exploreQuerySchema.parse(kept), ignored };
}
