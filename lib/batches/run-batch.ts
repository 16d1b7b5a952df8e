import type pg from 'pg';
import type { Lease } from '@/lib/jobs/lease';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { WorkerPipeline } from '@/lib/jobs/pipeline';
import { takeIn, type TakenIn } from './take-in';
import { ItemRun, type RunEnd } from './run-items';
import type { Batch, BatchProblem } from './schemas';
import { cheapestTime } from './schedule';
import { findBatch, moveBatch } from './store';
import { writeResults } from './write-results';

const LEFT_OVER = {
  cap_reached: {
    code: 'batch_cap_reached',
    message: 'It was not sent: the batch’s cost cap was reached.',
  },
  cancelled: { code: 'batch_cancelled', message: 'It was not sent: the batch was cancelled before.' },
} as const satisfies Partial<Record<RunEnd, { code: string; message: string }>>;

const INTERRUPTED = {
  code: 'interrupted',
  message:
    'It was under way when the process died: it may have been billed, and the books say so. It was not sent again, so that nothing is billed twice.',
};

/** What a batch is run with. `stopping`: it stops in good order, and another run goes on. */
export interface BatchRun {
  pool: pg.Pool;
  pipeline: WorkerPipeline;
  lease: Lease;
  stopping: AbortSignal;
}

/**
 * Brings a batch from where it is to its end: reads its file, sends its items, writes its results. May be called again
 * after a crash at any point. One that is to run later is only read by now. Rejects when the database is away.
 */
export async function runBatch(run: BatchRun, id: string): Promise<void> {
  const { pool, pipeline } = run;
  const signal = AbortSignal.any([run.stopping, run.lease.lost]);
  let batch = await findBatch(pool, id);
  while (batch !== undefined && !signal.aborted) {
    switch (batch.status) {
      case 'validating':
        batch = await validate(pool, pipeline, batch);
        break;
      case 'in_progress':
        if (batch.runAfter !== null && batch.runAfter.getTime() > Date.now()) return;
        batch = await send(run, batch, signal);
        break;
      case 'cancelling':
        await endItems(pool, batch, LEFT_OVER.cancelled);
        batch = await conclude(pool, batch, 'cancelled');
        break;
      case 'finalizing':
        batch = await conclude(pool, batch, 'completed');
        break;
      case 'failed':
      case 'completed':
      case 'cancelled':
        return;
      default:
        batch.status satisfies never;
    }
  }
}

async function validate(pool: pg.Pool, pipeline: WorkerPipeline, batch: Batch): Promise<Batch | undefined> {
  const { total, problems, bad } = await takeIn(pool, batch, pipeline.snapshot()).catch(fileGone);
  const empty: BatchProblem = { code: 'empty_file', message: 'The file has no requests.', line: null };
  const all = problems.length === 0 && total === 0 ? [empty] : problems;
  const isRefused = total === 0 || (bad > 0 && batch.options.onBadLine === 'refuse');
  if (isRefused) await pool.query('DELETE FROM batch_item WHERE batch_id = $1', [batch.id]);
  const startAt = await cheapestTime(pool, batch, pipeline.snapshot(), Date.now());
  if (startAt !== undefined)
    await pool.query('UPDATE batch SET run_after = $2 WHERE id = $1', [batch.id, startAt]);
  const moved = await moveBatch(pool, batch.id, ['validating'], isRefused ? 'failed' : 'in_progress', all);
  return moved ?? findBatch(pool, batch.id);
}

/** Nothing of a part of a file is sent. Throws all else. */
function fileGone(error: unknown): TakenIn {
  if (!(error instanceof GatewayError) || error.code !== 'not_found') throw error;
  return { total: 0, bad: 0, problems: [{ code: 'file_gone', message: error.message, line: null }] };
}

async function send(run: BatchRun, batch: Batch, signal: AbortSignal): Promise<Batch | undefined> {
  const { pool } = run;
  await settleInterrupted(pool, batch);
  const end = await new ItemRun(run, (await findBatch(pool, batch.id)) ?? batch, signal).run();
  if (end === 'stopped') return undefined;
  if (end === 'cap_reached') {
    await endItems(pool, batch, LEFT_OVER.cap_reached);
    const { message, code } = LEFT_OVER.cap_reached;
    const problems = [...batch.problems, { code, message: `${message} What is done is kept.`, line: null }];
    await moveBatch(pool, batch.id, ['in_progress'], 'finalizing', problems);
  } else if (end === 'all_sent') await moveBatch(pool, batch.id, ['in_progress'], 'finalizing');
  return findBatch(pool, batch.id);
}

/** Items that were under way when an earlier run died. */
async function settleInterrupted(pool: pg.Pool, { id, options }: Batch): Promise<void> {
  if (options.onCrash === 'retry') {
    await pool.query(`UPDATE batch_item SET state = 'pending' WHERE batch_id = $1 AND state = 'sent'`, [id]);
    return;
  }
  await failItems(pool, id, ['sent'], INTERRUPTED, true);
}

async function endItems(pool: pg.Pool, { id }: Batch, why: { code: string; message: string }): Promise<void> {
  await failItems(pool, id, ['sent'], INTERRUPTED, true);
  await failItems(pool, id, ['pending'], why, false);
}

async function failItems(
  pool: pg.Pool,
  batchId: string,
  states: string[],
  problem: { code: string; message: string },
  isUncosted: boolean,
): Promise<void> {
  await pool.query(
    `WITH ended AS (
       UPDATE batch_item SET state = 'failed', problem = $3 WHERE batch_id = $1 AND state = ANY($2) RETURNING line
     )
     UPDATE batch SET failed = failed + (SELECT count(*) FROM ended),
                      uncosted = uncosted + CASE WHEN $4 THEN (SELECT count(*) FROM ended) ELSE 0 END
     WHERE id = $1`,
    [batchId, states, JSON.stringify(problem), isUncosted],
  );
}

async function conclude(
  pool: pg.Pool,
  { id, status }: Batch,
  end: 'completed' | 'cancelled',
): Promise<Batch | undefined> {
  const counted = await findBatch(pool, id);
  if (counted === undefined) return undefined;
  const { output, errors } = await writeResults(pool, counted);
  const files = [output?.id ?? null, errors?.id ?? null];
  const kept = await pool.query('UPDATE batch SET output_file_id = $2, error_file_id = $3 WHERE id = $1', [
    ...[id, ...files],
  ]);
  // It was erased meanwhile: nothing of it may stay.
  if (kept.rowCount === 0) await pool.query('DELETE FROM file WHERE id = ANY($1)', [files]);
  return moveBatch(pool, id, [status], end);
}
