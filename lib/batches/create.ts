import { randomUUID } from 'node:crypto';
import { GatewayError } from '@/lib/errors/gateway-error';
import { findFile } from '@/lib/files/read';
import {
  BATCH_COLUMNS,
  batchOptionsSchema,
  batchSchema,
  optionsIn,
  type Batch,
  type createBatchSchema,
} from './schemas';
import { BATCH_CHANNEL, type Queryable } from './store';
import type { z } from 'zod';

/** Who asks for a batch: a key, with the address it was used from. */
export interface BatchOwner {
  workspaceId: string;
  keyId: string;
  author: string;
  address: string | undefined;
}

/** Puts a batch before the worker, which checks its file first. Throws GatewayError 404 for a file that is not the key's. */
export async function createBatch(
  pool: Queryable,
  owner: BatchOwner,
  wanted: z.output<typeof createBatchSchema>,
): Promise<Batch> {
  const file = await findFile(pool, { keyId: owner.keyId }, wanted.input_file_id);
  if (file?.purpose !== 'batch')
    throw new GatewayError('not_found', `There is no file ${wanted.input_file_id} for batches.`, {
      param: 'input_file_id',
    });
  const options = batchOptionsSchema.parse(optionsIn(wanted.metadata));
  const id = `batch_${randomUUID().replaceAll('-', '')}`;
  const { rows } = await pool.query(
    `WITH told AS (SELECT pg_notify('${BATCH_CHANNEL}', $1))
     INSERT INTO batch (id, workspace_id, key_id, author, address, endpoint, status, input_file_id, metadata, options, run_after)
     SELECT $1, $2, $3, $4, $5, $6, 'validating', $7, $8, $9, $10 FROM told
     RETURNING ${BATCH_COLUMNS}`,
    [
      ...[id, owner.workspaceId, owner.keyId, owner.author, owner.address ?? null, wanted.endpoint, file.id],
      ...[JSON.stringify(wanted.metadata), JSON.stringify(options), options.runAfter ?? null],
    ],
  );
  return batchSchema.parse(rows[0]);
}
