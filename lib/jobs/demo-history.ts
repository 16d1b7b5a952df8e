import { setImmediate as breathe } from 'node:timers/promises';
import type pg from 'pg';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import type { LedgerWriter } from '@/lib/ledger/types';
import { DEMO_WORKSPACE } from '@/lib/workspaces/ids';
import { arrivalTimes } from './demo/arrival-times';
import { demoRequest } from './demo/demo-request';
import { demoWorld } from './demo/demo-world';

const REQUESTS_AT_A_TIME = 100;

/**
 * Times of the history that the demo workspace still lacks, all of it or none; none without the workspace. The history
 * ends when the workspace was made, which never changes: a generation that was broken off is done again, and what of it
 * is on the books already is not counted twice. Asked of the rollups, which outlive the rows.
 */
export async function missingDemoHistory(pool: pg.Pool): Promise<{ endMs: number; times: number[] }> {
  const { rows } = await pool.query<{ created_at: Date; requests: string }>(
    `SELECT created_at, (SELECT coalesce(sum(requests), 0) FROM rollup_15m WHERE workspace_id = w.id)::text AS requests
     FROM workspace AS w WHERE id = $1 AND is_demo`,
    [DEMO_WORKSPACE],
  );
  const [workspace] = rows;
  if (workspace === undefined) return { endMs: 0, times: [] };
  const endMs = workspace.created_at.getTime();
  const times = arrivalTimes(endMs);
  return { endMs, times: Number(workspace.requests) >= times.length ? [] : times };
}

/**
 * Writes the demo's history into the log, as a gateway would have, for the ingester to put on the books. Lets other work
 * of this process pass in between. Returns how many requests it wrote: 0 when there is no model to serve them.
 */
export async function writeDemoHistory(
  { endMs, times }: { endMs: number; times: readonly number[] },
  snapshot: Snapshot,
  writer: LedgerWriter,
  signal?: AbortSignal,
): Promise<number> {
  const world = demoWorld(snapshot, endMs);
  if (world === undefined) return 0;
  for (const [index, startedAt] of times.entries()) {
    if (signal?.aborted) return index;
    void writer.append(demoRequest(world, index, startedAt));
    if (index % REQUESTS_AT_A_TIME === REQUESTS_AT_A_TIME - 1) await breathe();
  }
  return times.length;
}
