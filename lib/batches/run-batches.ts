import pg from 'pg';
import PgBoss from 'pg-boss';
import { openBatchPipeline, type BatchPipeline } from './pipeline';
import { runBatch } from './run-batch';
import { BATCH_CHANNEL } from './store';

const QUEUE = 'batch';
/** Batches at once in this worker; each has its own concurrency. */
const LANES = 4;
const LOOK_EVERY_MS = 10_000;
/** Any number that nothing else locks. */
const LOCK_SPACE = 7_203_114;

interface BatchesOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  openPipeline?: () => Promise<BatchPipeline>;
}

/**
 * The worker's part of batches: jobs in PostgreSQL (pg-boss), one for each batch that is not over. A batch belongs to
 * whoever holds its advisory lock, which goes with the process; whatever is found without one gets a job again.
 */
export async function runBatches({
  databaseUrl,
  onError,
  openPipeline = () => openBatchPipeline(),
}: BatchesOptions): Promise<{ close(): Promise<void> }> {
  const stopping = new AbortController();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: LANES * 3, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const boss = new PgBoss({ connectionString: databaseUrl, max: 3, application_name: 'tollgate-jobs' });
  boss.on('error', onError);
  await boss.start();
  // A job that is lost with its process runs out; by then the batch was found and has another.
  await boss.createQueue(QUEUE, { name: QUEUE, policy: 'short', retryLimit: 0, expireInHours: 23 });

  let opened: Promise<BatchPipeline> | undefined;
  const pipeline = () =>
    (opened ??= openPipeline().catch((error: unknown) => {
      opened = undefined;
      throw error;
    }));
  const handle = async ([job]: PgBoss.Job<{ id: string }>[]) => {
    if (job === undefined) return;
    await withLock(pool, job.data.id, async () =>
      runBatch(pool, await pipeline(), job.data.id, stopping.signal),
    ).catch(onError);
  };
  for (let lane = 0; lane < LANES; lane += 1)
    await boss.work<{ id: string }>(QUEUE, { batchSize: 1, pollingIntervalSeconds: 0.5 }, handle);

  const look = () => enqueueOpen(pool, boss).catch(onError);
  const watch = await listen(databaseUrl, () => void look(), onError);
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  await look();
  return {
    async close() {
      clearInterval(timer);
      stopping.abort();
      await watch.end().catch(() => undefined);
      await boss.stop({ graceful: true, wait: true, timeout: 20_000 });
      await (await opened)?.close();
      await pool.end();
    },
  };
}

/** A job for each batch that has something to do by now and that nobody is at. */
async function enqueueOpen(pool: pg.Pool, boss: PgBoss): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM batch b
     WHERE ended_at IS NULL AND (run_after IS NULL OR run_after <= now() OR status <> 'in_progress')
       AND NOT EXISTS (SELECT 1 FROM pg_locks l WHERE l.locktype = 'advisory' AND l.classid = ${LOCK_SPACE}
                       AND l.objid = (hashtext(b.id)::bigint & 4294967295)::oid)
     ORDER BY created_at LIMIT 100`,
  );
  for (const { id } of rows) await boss.send(QUEUE, { id }, { singletonKey: id });
}

/** Runs while nobody else does; else leaves it to them. */
async function withLock(pool: pg.Pool, id: string, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    const { rows } = await client.query<{ got: boolean }>(
      `SELECT pg_try_advisory_lock(${LOCK_SPACE}, hashtext($1)) AS got`,
      [id],
    );
    if (rows[0]?.got !== true) return;
    await work();
    await client.query(`SELECT pg_advisory_unlock(${LOCK_SPACE}, hashtext($1))`, [id]);
  } catch (error) {
    isBroken = true;
    throw error;
  } finally {
    // A connection that may still hold the lock is not given back.
    client.release(isBroken);
  }
}

async function listen(databaseUrl: string, told: () => void, onError: (error: unknown) => void) {
  const client = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
  client.on('error', onError);
  client.on('notification', told);
  await client.connect();
  await client.query(`LISTEN ${BATCH_CHANNEL}`);
  return client;
}
