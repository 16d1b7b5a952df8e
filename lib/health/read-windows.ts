import { z } from 'zod';
import { HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import { db } from '@/lib/db';
import type { WindowSums } from './figures';
import { windowsSql } from './windows-sql';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 3_600_000;
/** Whole minutes that "now" looks back, beside the one that runs. */
const NOW_MINUTES = 5;
/** Beyond this, hours are merged instead of quarters of an hour. */
const LONG_MS = 8 * DAY_MS;

const sum = z.string().transform(Number);
const counts = z.record(z.string(), z.number()).nullable();
const windowRow = z.object({
  slot: z.number().int(),
  provider: z.string(),
  model: z.string(),
  calls: sum,
  errors: sum,
  timeouts: sum,
  outputTokens: sum,
  generationMs: sum,
  answer: counts,
  firstContent: counts,
});

/** Sums of one target in one slot of time. */
export interface TargetSums {
  /** 1 for the first slot. */
  slot: number;
  provider: string;
  model: string;
  sums: WindowSums;
}

export interface WindowQuery {
  workspaceId: string;
  spanS: 60 | 900 | 3_600;
  /** Starts of the slots in order, and the end of the last one. */
  edges: readonly Date[];
}

/** The last five minutes, to the minute that runs. */
export function nowWindow(workspaceId: string, now: Date): WindowQuery {
  const minute = Math.floor(now.getTime() / MINUTE_MS);
  const edges = [new Date((minute - NOW_MINUTES) * MINUTE_MS), new Date((minute + 1) * MINUTE_MS)];
  return { workspaceId, spanS: 60, edges };
}

/** A span in slots. Beyond a week, hours are what is merged, so that in zones off by half an hour its edges are blurred. */
export function rangeWindow(workspaceId: string, edges: readonly Date[]): WindowQuery {
  const [from, to] = [edges[0]?.getTime() ?? 0, edges.at(-1)?.getTime() ?? 0];
  return { workspaceId, spanS: to - from > LONG_MS ? 3_600 : 900, edges };
}

/** The windows of all targets. Not authorised: callers are verbs that were. */
export async function readWindows(query: WindowQuery): Promise<TargetSums[]> {
  return query.edges.length === 0 ? [] : windowsOf(await db().$queryRaw(windowsSql(query)));
}

/** Reads what {@link windowsSql} gives. */
export function windowsOf(found: unknown): TargetSums[] {
  return z
    .array(windowRow)
    .parse(found)
    .map(({ slot, provider, model, answer, firstContent, ...sums }) => ({
      ...{ slot, provider, model },
      sums: { ...sums, answer: countsOf(answer), firstContent: countsOf(firstContent) },
    }));
}

/** Positions count from 1. */
function countsOf(found: Record<string, number> | null): number[] {
  return Array.from(
    { length: found === null ? 0 : HISTOGRAM_BUCKETS },
    (_, index) => found?.[index + 1] ?? 0,
  );
}
