/** Dimensions of a rollup row below workspace and bucket. `role`: see ingest/attempt-role.ts. */
export const DIMENSIONS = [
  'provider',
  'model',
  'requested_model',
  'key_id',
  'team',
  'task',
  'rule_id',
  'outcome',
  'cache',
  'role',
] as const;
export type RollupDimension = (typeof DIMENSIONS)[number];

/** Columns that are added up, with their types. */
export const SUMS = {
  requests: 'bigint',
  attempts: 'bigint',
  cost_usd: 'numeric',
  uncosted: 'bigint',
  in_text: 'bigint',
  in_cache_read: 'bigint',
  in_cache_write_5m: 'bigint',
  in_cache_write_1h: 'bigint',
  out_text: 'bigint',
  out_reasoning: 'bigint',
  latency_sum_ms: 'bigint',
} as const;

/** Outcomes that count as errors: the request was taken and did not come back whole. */
export const ERROR_OUTCOMES = ['error', 'orphan'] as const;
/** Roles of attempts whose answer the client did not get. */
export const EXTRA_ROLES = ['extra', 'discarded', 'shadow'] as const;
const list = (values: readonly string[]) => values.map((value) => `'${value}'`).join(', ');

/**
 * Parts of the sums that follow from a dimension. Pairs have a column for each, since they lack the dimension: in SQL, what is
 * summed and where.
 */
export const PARTS = {
  errors: { of: 'requests', where: { column: 'outcome', is: `IN (${list(ERROR_OUTCOMES)})` } },
  cache_hits: { of: 'requests', where: { column: 'cache', is: `LIKE 'hit%'` } },
  cache_asked: { of: 'requests', where: { column: 'cache', is: `<> ''` } },
  extra_usd: { of: 'cost_usd', where: { column: 'role', is: `IN (${list(EXTRA_ROLES)})` } },
} as const satisfies Record<
  string,
  { of: keyof typeof SUMS; where: { column: RollupDimension; is: string } }
>;
export type Part = keyof typeof PARTS;
export const PART_NAMES = Object.keys(PARTS) as Part[];

/** Columns that are merged by functions of their own (`meters_add`, `hist_add`). */
export const MERGED = { other_meters: 'jsonb', latency_hist: 'int[]', first_content_hist: 'int[]' } as const;

/** Columns of their own for the meters that most requests have; all others are in `other_meters`. */
export const METER_COLUMNS = {
  'in.text': 'in_text',
  'in.cache_read': 'in_cache_read',
  'in.cache_write.5m': 'in_cache_write_5m',
  'in.cache_write.1h': 'in_cache_write_1h',
  'out.text': 'out_text',
  'out.reasoning': 'out_reasoning',
} as const;

const dimensionTypes = Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, 'text']));
export const QUARTER_KEY = { workspace_id: 'text', bucket: 'timestamptz', ...dimensionTypes };
export const DAY_KEY = {
  workspace_id: 'text',
  cube: 'text',
  bucket: 'timestamptz',
  ...dimensionTypes,
  facet: 'text',
};
export const PAIR_KEY = {
  workspace_id: 'text',
  pair: 'text',
  bucket: 'timestamptz',
  facet: 'text',
  value: 'text',
  parent: 'text',
};
const PART_TYPES = { errors: 'bigint', cache_hits: 'bigint', cache_asked: 'bigint', extra_usd: 'numeric' };
export const PAIR_SUMS = { ...SUMS, ...PART_TYPES };

/** `SET` clause that adds what is inserted to the row `old` of the same key. */
const additions = (sums: object) =>
  [
    ...Object.keys(sums).map((column) => `${column} = old.${column} + excluded.${column}`),
    'other_meters = meters_add(old.other_meters, excluded.other_meters)',
    'latency_hist = hist_add(old.latency_hist, excluded.latency_hist)',
    'first_content_hist = hist_add(old.first_content_hist, excluded.first_content_hist)',
  ].join(', ');
export const ADDITIONS = additions(SUMS);
export const PAIR_ADDITIONS = additions(PAIR_SUMS);
