import { progressOf } from './progress';
import type { Batch } from './schemas';

const WINDOW_S = 24 * 3600;
const seconds = (at: Date | null) => (at === null ? null : Math.floor(at.getTime() / 1000));

/** As OpenAI's API shows a batch, with what it cost and when it may be over. `now`: epoch ms. */
export function batchObject(batch: Batch, now: number) {
  const { id, endpoint, status, metadata, problems, total, done, failed, endedAt } = batch;
  const { leftMs } = progressOf(batch, now);
  const endedAs = (state: Batch['status']) => (status === state ? seconds(endedAt) : null);
  return {
    ...{ id, object: 'batch', endpoint, status, completion_window: '24h' },
    errors: problems.length === 0 ? null : { object: 'list', data: problems },
    input_file_id: batch.inputFileId,
    output_file_id: batch.outputFileId,
    error_file_id: batch.errorFileId,
    created_at: seconds(batch.createdAt),
    in_progress_at: seconds(batch.startedAt),
    expires_at: Math.floor(batch.createdAt.getTime() / 1000) + WINDOW_S,
    finalizing_at: seconds(batch.finalizingAt),
    completed_at: endedAs('completed'),
    failed_at: endedAs('failed'),
    expired_at: null,
    cancelling_at: seconds(batch.cancellingAt),
    cancelled_at: endedAs('cancelled'),
    request_counts: { total, completed: done, failed },
    metadata: Object.keys(metadata).length === 0 ? null : metadata,
    run_after: seconds(batch.runAfter),
    expected_end_at: leftMs === undefined ? null : Math.ceil((now + leftMs) / 1000),
    cost_usd: batch.spentUsd,
    items_of_unknown_cost: batch.uncosted,
  } as const;
}
