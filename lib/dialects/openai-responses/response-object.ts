import type { FinishReason } from '../chat';
import type { JsonRecord } from '../json-value';
import { writeFinishReason } from './finish-reason';

export interface ResponseHead {
  id: string;
  model: string;
  /** Epoch seconds. */
  createdS: number;
}

/** A response object, complete with the members that clients take for granted. No `finish`: it is still being made. */
export function writeResponseObject(
  { id, model, createdS }: ResponseHead,
  output: JsonRecord[],
  finish: FinishReason | undefined,
  usage: JsonRecord | null,
): JsonRecord {
  const status =
    finish === undefined ? { status: 'in_progress', incomplete_details: null } : writeFinishReason(finish);
  return {
    id,
    object: 'response',
    created_at: createdS,
    ...status,
    error: null,
    instructions: null,
    metadata: {},
    model,
    output,
    parallel_tool_calls: true,
    temperature: null,
    tool_choice: 'auto',
    tools: [],
    top_p: null,
    usage,
  };
}

export function writeMessageItem(id: string, content: JsonRecord[], status: string): JsonRecord {
  return { id, type: 'message', role: 'assistant', status, content };
}

export function writeTextPart(text: string, logprobs: readonly unknown[] = []): JsonRecord {
  return { type: 'output_text', text, annotations: [], logprobs };
}

export function writeRefusalPart(refusal: string): JsonRecord {
  return { type: 'refusal', refusal };
}

export interface CallItem {
  itemId: string;
  callId: string;
  name: string;
  arguments: string;
}

export function writeCallItem(call: CallItem, status: string): JsonRecord {
  const { itemId: id, callId: call_id, name } = call;
  return { id, type: 'function_call', call_id, name, arguments: call.arguments, status };
}
