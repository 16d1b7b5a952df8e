import type { FinishReason } from '../chat';
import { arrayOf, type JsonRecord, recordOf } from '../json-value';

/** A response says how it ended by its status, what stopped it, and what is in it. */
export function readFinishReason(response: JsonRecord): FinishReason {
  if (response['status'] === 'failed' || response['status'] === 'cancelled') return 'error';
  const reason = recordOf(response['incomplete_details'])['reason'];
  if (reason === 'max_output_tokens' || reason === 'max_tokens') return 'length';
  if (reason === 'content_filter') return 'content_filter';
  if (response['status'] === 'incomplete') return 'other';
  const called = arrayOf(response['output']).some((item) => recordOf(item)['type'] === 'function_call');
  return called ? 'tool_calls' : 'stop';
}

/** Status and details of a response that ended so. */
export function writeFinishReason(reason: FinishReason): JsonRecord {
  if (reason === 'length')
    return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } };
  if (reason === 'content_filter')
    return { status: 'incomplete', incomplete_details: { reason: 'content_filter' } };
  return { status: 'completed', incomplete_details: null };
}
