import type { Readable } from 'node:stream';
import { text as readText } from 'node:stream/consumers';
import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAuditBySql } from '@/lib/audit/append-by-sql';
import type { Change } from '@/lib/audit/schemas';
import { GatewayError } from '@/lib/errors/gateway-error';
import { findFile } from '@/lib/files/read';
import { storeFile } from '@/lib/files/store';
import { askPipeline } from '@/lib/playground/ask-pipeline';
import { ensurePlaygroundKey } from '@/lib/playground/ensure-key';
import { openPlace } from '@/lib/playground/open-place';
import { playgroundKeyId } from '@/lib/playground/place-key';
import type { Viewer } from '@/lib/users/viewer';
import { cancelBatch } from './cancel';
import { createBatch } from './create';
import { csvToLines } from './csv-lines';
import { estimateFile, type BatchEstimate } from './estimate';
import { inTransaction } from '@/lib/database/in-transaction';
import { jobsPool } from './jobs-pool';
import { getBatchToRun } from './list-batches';
import { createBatchSchema, type Batch } from './schemas';

/** A CSV is read whole. */
const MAX_CSV_BYTES = 20 * 1024 * 1024;

/** Keeps a file of somebody in their browser (JSONL, or CSV of prompts) and says what it may cost. Throws `forbidden`, 400 and 413. */
export async function takeUpload(
  viewer: Viewer,
  { workspace, filename, model }: { workspace: string; filename: string; model: string },
  content: Readable,
): Promise<{ fileId: string; estimate: BatchEstimate }> {
  requireRight(viewer, 'job.run');
  const place = await openPlace(viewer, workspace);
  await ensurePlaygroundKey(place);
  const pool = jobsPool();
  const head = { workspaceId: place.workspaceId, keyId: playgroundKeyId(place), purpose: 'batch' } as const;
  const source = /\.csv$/i.test(filename)
    ? [Buffer.from(csvToLines(await readCsvText(content), model))]
    : content;
  const file = await storeFile(pool, { ...head, filename }, asAsync(source));
  const estimate = await estimateFile(pool, file, async (body) => {
    const answer = await askPipeline(viewer, place, '/v1/estimate-cost', body, AbortSignal.timeout(20_000));
    return answer.json();
  });
  return { fileId: file.id, estimate };
}

async function* asAsync(source: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield* source;
}

async function readCsvText(content: Readable): Promise<string> {
  let bytes = 0;
  content.on('data', (piece: Buffer) => {
    bytes += piece.length;
    if (bytes > MAX_CSV_BYTES)
      content.destroy(new GatewayError('body_too_large', `A CSV is ${MAX_CSV_BYTES} bytes at most.`));
  });
  return readText(content);
}

export const startBatchSchema = z.strictObject({
  workspace: z.string().min(1).max(200),
  fileId: z.string().min(1).max(100),
  metadata: createBatchSchema.shape.metadata,
});

/** Starts a batch of an uploaded file, under the key of the viewer's playground. Throws `forbidden` and `not_found`. */
export async function startBatch(viewer: Viewer, input: z.input<typeof startBatchSchema>): Promise<Batch> {
  requireRight(viewer, 'job.run');
  const { workspace, fileId, metadata } = startBatchSchema.parse(input);
  const place = await openPlace(viewer, workspace);
  const keyId = playgroundKeyId(place);
  const pool = jobsPool();
  if ((await findFile(pool, { keyId }, fileId)) === undefined)
    throw new GatewayError('not_found', 'The file is gone: upload it again.', { param: 'fileId' });
  const owner = {
    workspaceId: place.workspaceId,
    keyId,
    author: viewer.email,
    address: viewer.origin?.address,
  };
  const endpoint = '/v1/chat/completions' as const;
  const wanted = { input_file_id: fileId, endpoint, completion_window: '24h', metadata } as const;
  return inTransaction(pool, async (client) => {
    const batch = await createBatch(client, owner, wanted);
    await appendAuditBySql(client, actorOf(viewer), batchChange('batch.start', batch));
    return batch;
  });
}

/** Ends a batch that the viewer sees. Throws `forbidden`, `not_found`, and 409 once it is over. */
export async function endBatch(viewer: Viewer, id: string): Promise<Batch> {
  const known = await getBatchToRun(viewer, id);
  return inTransaction(jobsPool(), async (client) => {
    const batch = await cancelBatch(client, known);
    if (known.status !== 'cancelling')
      await appendAuditBySql(client, actorOf(viewer), batchChange('batch.cancel', batch));
    return batch;
  });
}

function batchChange(action: string, { id, workspaceId, status, inputFileId, options }: Batch): Change {
  const subject = { kind: 'batch', id };
  return { action, subject, workspaceId, before: null, after: { status, inputFileId, options } };
}
