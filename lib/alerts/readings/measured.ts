import { readMeasures, type MeasureRow } from '@/lib/analytics/merge-measures';
import { selectMeasures, type Measure } from '@/lib/analytics/measures';
import { metricOf, type Metric } from '@/lib/analytics/metrics';
import { sourceSql } from '@/lib/analytics/sql/source-sql';
import type { Alert } from '@/lib/config/alert-schemas';
import { Prisma } from '@/lib/generated/prisma/client';
import { windowStart, type Sources } from '../reading';

/** Runs a query of the metric layer within the transaction of the look. */
export async function runSql(
  { client }: Pick<Sources, 'client'>,
  query: Prisma.Sql,
): Promise<Record<string, unknown>[]> {
  const { rows } = await client.query<Record<string, unknown>>(query.text, query.values);
  return rows;
}

/** Measures of a workspace over the window of a rule, by quarter hours, from the metric layer. */
async function measure(rule: Alert, sources: Sources, measures: readonly Measure[]): Promise<MeasureRow> {
  // The bucket that runs is part of it.
  const span = {
    workspaceId: rule.workspace,
    from: new Date(windowStart(rule, sources.nowMs)),
    to: new Date(sources.nowMs + 1),
    // Quarter hours are in no zone.
    dayZone: 'UTC',
  };
  const from = sourceSql({ kind: 'quarters' }, span, {}, []);
  const [row] = await runSql(sources, Prisma.sql`SELECT ${selectMeasures(measures)} ${from}`);
  return readMeasures(row ?? {}, measures);
}

/**
 * What metrics are over the window of a rule, as numbers to compare with a threshold. Undefined where there is nothing to
 * compute one from.
 */
export async function readMetrics<M extends Metric>(
  rule: Alert,
  sources: Sources,
  metrics: readonly M[],
): Promise<Record<M, number | undefined>> {
  const measures = [...new Set(metrics.flatMap((metric) => metricOf(metric).measures))];
  const row = await measure(rule, sources, measures);
  const read = metrics.map((metric) => {
    const value = metricOf(metric).value(row);
    return [metric, value === undefined ? undefined : Number(value)] as const;
  });
  return Object.fromEntries(read) as Record<M, number | undefined>;
}
