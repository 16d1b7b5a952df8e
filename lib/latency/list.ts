import { reaches, teamsSeen } from '@/lib/access/reach';
import { jobsPool } from '@/lib/batches/jobs-pool';
import { ofSeenTeams } from '@/lib/batches/list-batches';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { assertMayRead, openWorkspace } from '@/lib/workspaces/open-workspace';
import { benchmarkSchema, type Benchmark, type BenchmarkResult } from './schemas';
import { BENCHMARK_COLUMNS, findBenchmark, resultsOf } from './store';

/** A benchmark with what came of it so far. */
export interface MeasuredBenchmark extends Benchmark {
  results: BenchmarkResult[];
}

const SHOWN = 30;

/** The last benchmarks of a workspace, newest first. Throws `forbidden` and `not_found`. */
export async function listBenchmarks(viewer: Viewer, workspaceId: string): Promise<MeasuredBenchmark[]> {
  const { id } = await openWorkspace(viewer, workspaceId);
  const { rows } = await jobsPool().query(
    `SELECT ${BENCHMARK_COLUMNS} FROM benchmark WHERE workspace_id = $1 AND ${ofSeenTeams('benchmark')}
     ORDER BY benchmark.created_at DESC, id DESC LIMIT ${SHOWN}`,
    [id, teamsSeen(viewer, id) ?? null],
  );
  return withResults(rows.map((row) => benchmarkSchema.parse(row)));
}

/** One benchmark. Throws `forbidden`, and `not_found` also for one that the viewer may not see. */
export async function getBenchmark(viewer: Viewer, id: string): Promise<MeasuredBenchmark> {
  assertMayRead(viewer);
  const found = await findBenchmark(jobsPool(), id);
  if (found === undefined || !reaches(viewer, found.workspaceId)) throw notThere();
  const { rows } = await jobsPool().query(
    `SELECT id FROM benchmark WHERE id = $1 AND ${ofSeenTeams('benchmark')}`,
    [id, teamsSeen(viewer, found.workspaceId) ?? null],
  );
  const [benchmark] = rows.length === 0 ? [] : await withResults([found]);
  if (benchmark === undefined) throw notThere();
  return benchmark;
}

async function withResults(benchmarks: readonly Benchmark[]): Promise<MeasuredBenchmark[]> {
  const ids = benchmarks.map(({ id }) => id);
  const results = await resultsOf(jobsPool(), ids);
  return benchmarks.map((benchmark) => ({ ...benchmark, results: results.get(benchmark.id) ?? [] }));
}

function notThere(): GatewayError {
  return new GatewayError('not_found', 'There is no such benchmark.', { param: 'id' });
}
