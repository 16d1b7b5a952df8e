import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { msg } from '@/lib/i18n/msg';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { ConfigMark } from './config-marks';
import type { Scope } from './scope';

/** Stretches that a span is divided into, so that an outage is one mark and not a thousand. */
const STRETCHES = 30;
/** More than that no chart shows apart. */
const MAX_MARKS = 60;
/** Ways out of targets in all stretches together; more are the rarest and are not looked at. */
const MAX_ROWS = 1_000;
/** A stretch with this many times the failovers of an ordinary one stands out. */
const STANDS_OUT = 3;

const row = z.object({
  stretch: z.coerce.date(),
  at: z.coerce.date(),
  count: z.coerce.number(),
  target: z.string(),
  /** Null: several were taken. */
  taken: z.string().nullable(),
});

/** A mark whose rows are the failovers of a target. */
export interface FailoverMark extends ConfigMark {
  target: string;
}

/**
 * Requests that left a target for another one in a span: one mark for each target and thirtieth of the span that stands
 * out, the largest 60 of them, newest first: where some requests leave a target every day, that is no event. The log has a row a minute at most for each way, so this reads few. Throws `forbidden` or `not_found`.
 */
export async function failoverMarks(viewer: Viewer, scope: Scope): Promise<FailoverMark[]> {
  const workspace = await openWorkspace(viewer, scope.workspaceId);
  const { from, to } = scope;
  const stretchMs = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / STRETCHES));
  const found = await readRows(Prisma.sql`
    SELECT date_bin(${stretchMs} * interval '1 ms', minute, ${from}::timestamptz) AS stretch, min(first_at) AS at, sum(count)::int AS count, target,
           CASE WHEN min(to_state) = max(to_state) THEN min(to_state) END AS taken
    FROM health_event
    WHERE workspace_id = ${workspace.id} AND kind = 'failover' AND minute >= ${from} AND minute < ${to}
    GROUP BY target, 1 ORDER BY count DESC, at DESC LIMIT ${MAX_ROWS}`);
  return standingOut(z.array(row).parse(found))
    .slice(0, MAX_MARKS)
    .map(({ at, count, target, taken }) => ({ at, target, label: words(count, target, taken) }))
    .sort((a, b) => b.at.getTime() - a.at.getTime());
}

/** Those of the stretches with more than three times the failovers of the median one; where that has none, all. Pure. */
export function standingOut<Row extends { stretch: Date; count: number }>(rows: readonly Row[]): Row[] {
  const totals = new Map<number, number>();
  for (const { stretch, count } of rows)
    totals.set(stretch.getTime(), (totals.get(stretch.getTime()) ?? 0) + count);
  const sorted = [...totals.values(), ...Array<number>(Math.max(0, STRETCHES - totals.size)).fill(0)].sort(
    (a, b) => a - b,
  );
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return rows.filter(({ stretch }) => (totals.get(stretch.getTime()) ?? 0) > STANDS_OUT * median);
}

function words(count: number, target: string, taken: string | null): string {
  if (taken === null) return msg(`${count} failovers from ${target} to several others.`);
  return count === 1
    ? msg(`A request left ${target} for ${taken}.`)
    : msg(`${count} failovers from ${target} to ${taken}.`);
}
