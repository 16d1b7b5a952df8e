import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { addMetrics, ALL_METRICS, metricRow, type MetricRow } from './metric-row';
import { rollupsIn, type Scope } from './scope';

/** The same of several spans that do not overlap, together. Throws `forbidden` or `not_found`. */
export async function overviewOf(
  viewer: Viewer,
  workspaceId: string,
  spans: readonly { from: Date; to: Date }[],
): Promise<MetricRow> {
  const parts = await Promise.all(spans.map((span) => overview(viewer, { workspaceId, ...span })));
  return parts.reduce(addMetrics);
}

/** All metrics of a span. Throws `forbidden` or `not_found`. */
export async function overview(viewer: Viewer, scope: Scope): Promise<MetricRow> {
  const where = await rollupsIn(viewer, scope, ['outcome']);
  const rows = await readRows(Prisma.sql`SELECT ${ALL_METRICS} ${where}`);
  return metricRow.parse(Array.isArray(rows) ? rows[0] : undefined);
}
