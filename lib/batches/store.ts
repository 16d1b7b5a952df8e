import type pg from 'pg';
import { BATCH_COLUMNS, batchSchema, type Batch, type BatchProblem, type BatchState } from './schemas';

export type Queryable = Pick<pg.Pool, 'query'>;

/** Told of new and cancelled batches, so that the worker looks at once. */
export const BATCH_CHANNEL = 'tollgate_batches';

/** A batch by its id. */
export async function findBatch(database: Queryable, id: string): Promise<Batch | undefined> {
  const { rows } = await database.query(`SELECT ${BATCH_COLUMNS} FROM batch WHERE id = $1`, [id]);
  return rows.length === 0 ? undefined : batchSchema.parse(rows[0]);
}

/** Batches of a key, newest first, after the one called `after`. */
export async function listBatchesOf(
  database: Queryable,
  { keyId, after, limit }: { keyId: string; after?: string; limit: number },
): Promise<Batch[]> {
  const { rows } = await database.query(
    `SELECT ${BATCH_COLUMNS} FROM batch
     WHERE key_id = $1
       AND ($2::text IS NULL OR (created_at, id) < (SELECT created_at, id FROM batch WHERE id = $2 AND key_id = $1))
     ORDER BY batch.created_at DESC, id DESC LIMIT $3`,
    [keyId, after ?? null, limit],
  );
  return rows.map((row) => batchSchema.parse(row));
}

const STAMPS: Partial<Record<BatchState, string>> = {
  in_progress: 'started_at = coalesce(started_at, now())',
  finalizing: 'finalizing_at = coalesce(finalizing_at, now())',
  cancelling: 'cancelling_at = coalesce(cancelling_at, now())',
  completed: 'ended_at = now()',
  failed: 'ended_at = now()',
  cancelled: 'ended_at = now()',
};

/** Moves a batch on if it is still where it was thought to be; the batch as it is then, or undefined. */
export async function moveBatch(
  database: Queryable,
  id: string,
  from: readonly BatchState[],
  to: BatchState,
  problems?: readonly BatchProblem[],
): Promise<Batch | undefined> {
  const stamp = STAMPS[to] === undefined ? '' : `, ${STAMPS[to]}`;
  const { rows } = await database.query(
    `UPDATE batch SET status = $3, problems = coalesce($4::jsonb, problems)${stamp}
     WHERE id = $1 AND status = ANY($2) RETURNING ${BATCH_COLUMNS}`,
    [id, from, to, problems === undefined ? null : JSON.stringify(problems)],
  );
  return rows.length === 0 ? undefined : batchSchema.parse(rows[0]);
}
