import { GatewayError } from '@/lib/errors/gateway-error';
import type { Batch } from './schemas';
import { BATCH_CHANNEL, findBatch, moveBatch, type Queryable } from './store';

/** Ends a batch: what is under way comes to its end, nothing new is sent. Throws GatewayError 409 once it is over. */
export async function cancelBatch(pool: Queryable, { id, status }: Batch): Promise<Batch> {
  if (status === 'cancelling') return (await findBatch(pool, id)) ?? notThere();
  const cancelled = await moveBatch(pool, id, ['validating', 'in_progress'], 'cancelling');
  if (cancelled === undefined)
    throw new GatewayError(
      'conflict',
      `The batch is ${(await findBatch(pool, id))?.status}: too late to cancel.`,
    );
  await pool.query(`SELECT pg_notify('${BATCH_CHANNEL}', $1)`, [id]);
  return cancelled;
}

function notThere(): never {
  throw new GatewayError('not_found', 'There is no such batch.');
}
