import type PgBoss from 'pg-boss';
import { createQueue } from '@/lib/jobs/create-queue';
import type { Job, JobDeps } from '@/lib/jobs/deps';
import { findWork } from '@/lib/jobs/find-work';
import { IS_FREE, withLease } from '@/lib/jobs/lease';
import { runBatch } from './run-batch';
import { BATCH_CHANNEL } from './store';

const QUEUE = 'batch';
/** Batches at once in this worker; each has its own concurrency. */
const LANES = 4;
const LOOK_EVERY_MS = 5_000;

/**
 * The worker's part of batches: a job for each that is not over. A batch belongs to whoever holds its lease, which runs
 * out when its process dies; whatever is found without one gets a job again.
 */
export async function runBatches(deps: JobDeps): Promise<Job> {
  const { boss, pool, signal, onError } = deps;
  // A job that is lost with its process runs out; by then the batch was found and has another.
  await createQueue(pool, boss, { name: QUEUE, policy: 'short', retryLimit: 0, expireInHours: 23 });
  const running = new Set<string>();
  const run = async (id: string) => {
    if (running.has(id)) return;
    running.add(id);
    try {
      const pipeline = await deps.pipeline();
      await withLease(pool, 'batch', id, (lease) =>
        runBatch({ pool, pipeline, lease, stopping: signal }, id),
      );
    } catch (error) {
      onError(error);
    } finally {
      running.delete(id);
    }
  };
  for (let lane = 0; lane < LANES; lane += 1)
    await boss.work<{ id: string }>(
      QUEUE,
      { batchSize: 1, pollingIntervalSeconds: 0.5 },
      async ([job]: PgBoss.Job<{ id: string }>[]) => (job === undefined ? undefined : run(job.data.id)),
    );
  const look = async () => {
    const { rows } = await pool.query<{ id: string }>(OPEN);
    for (const { id } of rows) if (!running.has(id)) await boss.send(QUEUE, { id }, { singletonKey: id });
  };
  return findWork(deps, { channel: BATCH_CHANNEL, everyMs: LOOK_EVERY_MS, look });
}

/** Batches that have something to do by now and that nobody is at. */
const OPEN = `SELECT id FROM batch
  WHERE ended_at IS NULL AND (run_after IS NULL OR run_after <= now() OR status <> 'in_progress') AND ${IS_FREE}
  ORDER BY created_at LIMIT 100`;
