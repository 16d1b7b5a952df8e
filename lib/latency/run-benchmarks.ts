import { setTimeout as wait } from 'node:timers/promises';
import type PgBoss from 'pg-boss';
import { toGatewayError } from '@/lib/errors/to-error';
import { createQueue } from '@/lib/jobs/create-queue';
import type { Job, JobDeps } from '@/lib/jobs/deps';
import { findWork } from '@/lib/jobs/find-work';
import { IS_FREE, withLease, type Lease } from '@/lib/jobs/lease';
import type { WorkerPipeline } from '@/lib/jobs/pipeline';
import { keepPriors } from './priors';
import { BenchmarkRun, type RunEnd } from './run-benchmark';
import { BENCHMARK_CHANNEL, findBenchmark, moveBenchmark } from './store';

const QUEUE = 'benchmark';
const LOOK_EVERY_MS = 5_000;
const KEY_TRIES = 60;
const KEY_LOOK_MS = 50;

const WORDS: Record<RunEnd, string | undefined> = {
  done: undefined,
  capped: 'The cost cap was reached: what was measured by then is kept.',
  cancelled: 'It was cancelled: what was measured by then is kept.',
  stopped: 'The worker stopped while it ran: what was measured by then is kept.',
};
const DIED = 'The worker died while it ran: what was measured by then is kept.';

/**
 * The worker's part of benchmarks: one after another, for two at once would measure each other. One whose process died is
 * ended as it is: what it measured from then on would have been another hour's.
 */
export async function runBenchmarks(deps: JobDeps): Promise<Job> {
  const { boss, pool, signal, onError } = deps;
  await createQueue(pool, boss, { name: QUEUE, policy: 'short', retryLimit: 0, expireInHours: 23 });
  const running = new Set<string>();
  const run = async (id: string) => {
    running.add(id);
    try {
      await withLease(pool, 'benchmark', id, (lease) => bringToEnd(deps, lease, id, signal));
    } catch (error) {
      onError(error);
    } finally {
      running.delete(id);
    }
  };
  await boss.work<{ id: string }>(
    QUEUE,
    { batchSize: 1, pollingIntervalSeconds: 0.5 },
    async ([job]: PgBoss.Job<{ id: string }>[]) => (job === undefined ? undefined : run(job.data.id)),
  );
  const look = async () => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT id FROM benchmark WHERE ended_at IS NULL AND ${IS_FREE} ORDER BY created_at LIMIT 100`,
    );
    for (const { id } of rows) if (!running.has(id)) await boss.send(QUEUE, { id }, { singletonKey: id });
  };
  return findWork(deps, { channel: BENCHMARK_CHANNEL, everyMs: LOOK_EVERY_MS, look });
}

async function bringToEnd(deps: JobDeps, lease: Lease, id: string, stopping: AbortSignal): Promise<void> {
  const { pool } = deps;
  if (await moveBenchmark(pool, id, ['running'], 'interrupted', DIED)) return;
  if (await moveBenchmark(pool, id, ['cancelling'], 'cancelled', WORDS.cancelled)) return;
  if (!(await moveBenchmark(pool, id, ['waiting'], 'running'))) return;
  const benchmark = await findBenchmark(pool, id);
  if (benchmark === undefined) return;
  try {
    const pipeline = await deps.pipeline();
    await knowsKey(pipeline, benchmark.keyId);
    const end = await new BenchmarkRun({ pool, pipeline, lease, stopping }, benchmark).run();
    const to = end === 'stopped' ? 'interrupted' : end;
    await moveBenchmark(pool, id, ['running', 'cancelling'], to, WORDS[end]);
    await keepPriors(pool, id);
  } catch (error) {
    const { code, message } = toGatewayError(error);
    const words = code === 'internal_error' ? 'Something went wrong inside Tollgate.' : message;
    await moveBenchmark(pool, id, ['running', 'cancelling'], 'failed', words);
    throw error;
  }
}

/** A key that was just made is known to the pipeline within milliseconds, not at once. */
async function knowsKey(pipeline: WorkerPipeline, keyId: string): Promise<void> {
  for (let tries = 0; tries < KEY_TRIES; tries += 1) {
    if ([...pipeline.snapshot().keys.values()].some(({ id }) => id === keyId)) return;
    await wait(KEY_LOOK_MS);
  }
}
