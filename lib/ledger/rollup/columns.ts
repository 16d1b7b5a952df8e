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

/** `SET` clause that adds what is inserted to the row `old` of the same key. */
export const ADDITIONS = [
  ...Object.keys(SUMS).map((column) => `${column} = old.${column} + excluded.${column}`),
  'other_meters = meters_add(old.other_meters, excluded.other_meters)',
  'latency_hist = hist_add(old.latency_hist, excluded.latency_hist)',
  'first_content_hist = hist_add(old.first_content_hist, excluded.first_content_hist)',
].join(', ');
