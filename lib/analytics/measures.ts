import { Prisma } from '@/lib/generated/prisma/client';
import { PARTS, type Part, type RollupDimension } from '@/lib/ledger/rollup/columns';
import { HIT_MS, HIT_PICO } from '@/lib/ledger/ingest/saved-meters';
import { sumHistogram } from '@/lib/ledger/rollup/histogram-sql';

interface MeasureDefinition {
  /** `usd`: exact decimal. `count`: whole number. `histogram`: counts by log bucket. All three are merged by adding. */
  kind: 'usd' | 'count' | 'histogram';
  /** Aggregate over rollup rows `s`. */
  sql: Prisma.Sql;
  /** Dimensions that it follows from; pairs have it without. */
  needs?: readonly RollupDimension[];
}

const count = (inner: Prisma.Sql): MeasureDefinition => ({
  kind: 'count',
  sql: Prisma.sql`coalesce(sum(${inner}), 0)`,
});
const part = (kind: 'usd' | 'count', name: Part): MeasureDefinition => ({
  kind,
  sql: Prisma.raw(`coalesce(sum(s.${name}), 0)`),
  needs: [PARTS[name].where.column],
});
const histogram = (column: string): MeasureDefinition => ({
  kind: 'histogram',
  sql: Prisma.raw(sumHistogram(column)),
});

/** Token columns together with the further meters (audio, images, …) of the same direction. */
const tokens = (columns: Prisma.Sql, otherMeters: string) =>
  count(Prisma.sql`${columns} + CASE WHEN s.other_meters = '{}' THEN 0 ELSE (
    SELECT coalesce(sum(value::numeric), 0) FROM jsonb_each_text(s.other_meters) WHERE key LIKE ${otherMeters}
  ) END`);

/** What can be added up: sums over rollup rows `s`. Every metric is computed from these, after they were merged. */
export const MEASURES = {
  requests: count(Prisma.sql`s.requests`),
  attempts: count(Prisma.sql`s.attempts`),
  costUsd: { kind: 'usd', sql: Prisma.sql`coalesce(sum(s.cost_usd), 0)` },
  extraUsd: part('usd', 'extra_usd'),
  errors: part('count', 'errors'),
  uncosted: count(Prisma.sql`s.uncosted`),
  inputTokens: tokens(
    Prisma.sql`s.in_text + s.in_cache_read + s.in_cache_write_5m + s.in_cache_write_1h`,
    'in.%',
  ),
  outputTokens: tokens(Prisma.sql`s.out_text + s.out_reasoning`, 'out.%'),
  cacheReadTokens: count(Prisma.sql`s.in_cache_read`),
  cacheWriteTokens: count(Prisma.sql`s.in_cache_write_5m + s.in_cache_write_1h`),
  reasoningTokens: count(Prisma.sql`s.out_reasoning`),
  cacheHits: part('count', 'cache_hits'),
  cacheAsked: part('count', 'cache_asked'),
  cacheSavedUsd: {
    kind: 'usd',
    // Exact, where a division of numerics is rounded.
    sql: Prisma.sql`coalesce(sum((s.other_meters ->> ${HIT_PICO})::numeric), 0) * 0.000000000001`,
  },
  cacheSavedMs: count(Prisma.sql`(s.other_meters ->> ${HIT_MS})::numeric`),
  latency: histogram('s.latency_hist'),
  firstContent: histogram('s.first_content_hist'),
} as const satisfies Record<string, MeasureDefinition>;

export type Measure = keyof typeof MEASURES;
export const measureOf = (measure: Measure): MeasureDefinition => MEASURES[measure];

const columnOf = (measure: Measure) => Prisma.raw(`"${measure}"`);

/** `… AS "requests", …` over rollup rows `s`, to be merged further: numbers as SQL has them. */
export function sumMeasures(measures: readonly Measure[]): Prisma.Sql {
  return Prisma.join(
    measures.map((measure) => Prisma.sql`${measureOf(measure).sql} AS ${columnOf(measure)}`),
  );
}

/** The same over rows that hold such sums. */
export function foldMeasures(measures: readonly Measure[]): Prisma.Sql {
  return Prisma.join(
    measures.map((measure) => {
      const name = `"${measure}"`;
      const folded = measureOf(measure).kind === 'histogram' ? sumHistogram(name) : `sum(${name})`;
      return Prisma.raw(`${folded} AS ${name}`);
    }),
  );
}

/** Such sums as they leave SQL: as text, for a number of JavaScript would lose digits. */
export function showMeasures(measures: readonly Measure[]): Prisma.Sql {
  return Prisma.join(measures.map((measure) => asText(measure, columnOf(measure))));
}

/** `… AS "requests", …` over rollup rows `s`, as it leaves SQL. */
export function selectMeasures(measures: readonly Measure[]): Prisma.Sql {
  return Prisma.join(measures.map((measure) => asText(measure, measureOf(measure).sql)));
}

function asText(measure: Measure, value: Prisma.Sql): Prisma.Sql {
  switch (measureOf(measure).kind) {
    case 'usd':
      return Prisma.sql`trim_scale(${value})::text AS ${columnOf(measure)}`;
    case 'count':
      return Prisma.sql`${value}::text AS ${columnOf(measure)}`;
    case 'histogram':
      return Prisma.sql`${value} AS ${columnOf(measure)}`;
  }
}

/** Dimensions that some measures follow from; pairs have them without. */
export function neededColumns(measures: readonly Measure[]): RollupDimension[] {
  return measures.flatMap((measure) => measureOf(measure).needs ?? []);
}
