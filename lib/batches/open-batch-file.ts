import { requireRight } from '@/lib/access/may';
import { GatewayError } from '@/lib/errors/gateway-error';
import { findFile, readFile } from '@/lib/files/read';
import type { Viewer } from '@/lib/users/viewer';
import { jobsPool } from './jobs-pool';
import { getBatch } from './list-batches';

/** The file of a batch that the viewer sees: its requests, answers or errors. Throws `forbidden` and `not_found`. */
export async function openBatchFile(
  viewer: Viewer,
  batchId: string,
  fileId: string,
): Promise<{ filename: string; content: AsyncGenerator<Buffer> }> {
  requireRight(viewer, 'body.read');
  const { keyId, inputFileId, outputFileId, errorFileId } = await getBatch(viewer, batchId);
  const isOfBatch = [inputFileId, outputFileId, errorFileId].includes(fileId);
  const file = isOfBatch ? await findFile(jobsPool(), { keyId }, fileId) : undefined;
  if (file === undefined) throw new GatewayError('not_found', 'There is no such file of this batch.');
  return { filename: file.filename, content: readFile(jobsPool(), file) };
}
