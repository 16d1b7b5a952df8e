import { DIMENSIONS, METER_COLUMNS, QUARTER_KEY, SUMS, MERGED } from './columns';
import { grainOf, MAX_FACET_CHARS, MAX_TAGS, NO_FACET, type Facet } from './cubes';
import { countSlots, slotOf } from './histogram-sql';

export const QUARTER_COLUMNS = Object.keys({ ...QUARTER_KEY, ...SUMS, ...MERGED }).join(', ');

const meterNames = Object.keys(METER_COLUMNS);
const others = `(d.meters - '{${meterNames.join(',')}}'::text[])`;

const SUM_EXPRESSIONS: Record<keyof typeof SUMS, string> = {
  requests: 'sum(d.requests)',
  attempts: 'sum(d.attempts)',
  cost_usd: 'coalesce(sum(d.cost_usd), 0)',
  uncosted: 'sum(d.uncosted)',
  in_text: meterSum('in.text'),
  in_cache_read: meterSum('in.cache_read'),
  in_cache_write_5m: meterSum('in.cache_write.5m'),
  in_cache_write_1h: meterSum('in.cache_write.1h'),
  out_text: meterSum('out.text'),
  out_reasoning: meterSum('out.reasoning'),
  latency_sum_ms: 'coalesce(sum(d.latency_ms), 0)',
};

function meterSum(meter: keyof typeof METER_COLUMNS): string {
  return `coalesce(sum((d.meters ->> '${meter}')::bigint), 0)`;
}

/** Sums over rows `d` that have the columns of `books_delta` with the slots of their latencies. */
export const SUMMED_ROWS = Object.values(SUM_EXPRESSIONS).join(', ');
/** Further meters and histograms over such rows. */
export const MERGED_ROWS = `
    coalesce(meters_sum(${others}) FILTER (WHERE ${others} <> '{}'), '{}'),
    ${countSlots('d.latency_slot')}, ${countSlots('d.first_slot')}`;
const SELECTED = `${SUMMED_ROWS}, ${MERGED_ROWS}`;
/** Their slots. */
export const SLOTS = `${slotOf('latency_ms')} AS latency_slot, ${slotOf('first_content_ms')} AS first_slot`;

const QUARTER = `date_bin('15 minutes', at, '2000-01-01T00:00:00Z')`;

const slotted = (bucket: string, from: string) => `
  SELECT *, ${bucket} AS bucket, ${SLOTS} FROM ${from}`;

/** Rows of `rollup_15m` from the books; parameters: workspace, from, to. */
export const QUARTERS_FROM_ROWS = `
  SELECT d.workspace_id, d.bucket, ${DIMENSIONS.map((dimension) => `d.${dimension}`).join(', ')}, ${SELECTED}
  FROM (${slotted(QUARTER, 'books_delta($1, $2, $3)')}) AS d
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12`;

/** `FROM` item `f` with the facets of a row `b` of the books. */
export const FACET_OF: Record<Facet, string> = {
  tag: `LATERAL (
    SELECT coalesce(f.facet, '${NO_FACET}') AS facet FROM (VALUES (1)) AS one
    LEFT JOIN LATERAL (
      SELECT left(t.key || '=' || t.value, ${MAX_FACET_CHARS}) AS facet FROM jsonb_each_text(b.tags) AS t
      ORDER BY t.key COLLATE "C" LIMIT ${MAX_TAGS}) AS f ON true) AS f`,
  user: `LATERAL (SELECT coalesce(nullif(b.end_user, ''), '${NO_FACET}') AS facet) AS f`,
};

const FACET_COLUMNS = [
  'workspace_id',
  'cube',
  'bucket',
  ...DIMENSIONS,
  'facet',
  ...Object.keys({ ...SUMS, ...MERGED }),
];

/** Rows of a facet as `addToDays` takes them; parameters as above, and the zone of the days. */
export function facetFromRows(facet: Facet): string {
  const kept = grainOf(facet);
  const dimensions = DIMENSIONS.map((one) => (kept.includes(one) ? `d.${one}` : `''`));
  const grouped = ['d.workspace_id', 'd.bucket', 'd.facet', ...kept.map((one) => `d.${one}`)];
  const from = `books_delta($1, $2, $3) AS b CROSS JOIN ${FACET_OF[facet]}`;
  return `SELECT * FROM (
  SELECT d.workspace_id, '${facet}', d.bucket, ${dimensions.join(', ')}, d.facet, ${SELECTED}
  FROM (${slotted("date_trunc('day', at, $4)", from)}) AS d
  GROUP BY ${grouped.join(', ')}) AS facets(${FACET_COLUMNS.join(', ')})`;
}

/**
 * Rows like those of `rollup_15m` from the books themselves, with a column `tag_facet` or `user_facet` where wanted.
 * In three pieces: between them stand the call of `books_delta` and the condition on its rows `b`.
 */
export function rowsAsQuarters(facets: readonly Facet[]): [string, string, string] {
  const lateral = facets.map((facet) => ` CROSS JOIN ${FACET_OF[facet]}_${facet}`).join('');
  const columns = facets.map((facet) => `, f_${facet}.facet AS ${facet}_facet`).join('');
  const kept = ['workspace_id', 'bucket', ...DIMENSIONS, ...facets.map((facet) => `${facet}_facet`)];
  const named = Object.keys({ ...SUMS, ...MERGED });
  return [
    `SELECT * FROM (SELECT ${kept.map((one) => `d.${one}`).join(', ')}, ${SELECTED} FROM (
      SELECT b.*, ${QUARTER} AS bucket, ${SLOTS}${columns}
      FROM `,
    ` AS b${lateral} WHERE `,
    `) AS d GROUP BY ${kept.map((one) => `d.${one}`).join(', ')}) AS quarters(${[...kept, ...named].join(', ')})`,
  ];
}
