import type { StreamPart } from '../chat';
import { countOf, isRecord, type JsonRecord, recordOf, textOf, tryParseJson } from '../json-value';
import { readErrorObject } from '../read-error-answer';
import type { SseEvent, StreamReader } from '../types';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { readEncrypted } from './reasoning-item';
import { readUsage } from './usage';

/** Calls by the vendor's output index. */
type OpenCalls = Map<number, { toolIndex: number; hasArguments: boolean }>;

/** Reads response events into neutral parts. */
export function readStream(): StreamReader {
  const calls: OpenCalls = new Map();
  return {
    read({ data }: SseEvent): StreamPart[] {
      if (data === undefined || data === '') return [{ type: 'ping' }];
      const body = tryParseJson(data);
      if (!isRecord(body)) return [];
      const error = readErrorObject(body, ERROR_READING);
      return error === undefined ? readEvent(body, calls) : [{ type: 'error', error }];
    },
  };
}

function readEvent(body: JsonRecord, calls: OpenCalls): StreamPart[] {
  const text = textOf(body['delta']);
  const at = countOf(body['output_index']) ?? 0;
  switch (body['type']) {
    case 'response.created':
      return [readStart(recordOf(body['response']))];
    case 'response.output_item.added':
      return readItemStart(recordOf(body['item']), at, calls);
    case 'response.output_text.delta':
      return text === undefined ? [] : [{ type: 'text', index: 0, text }];
    case 'response.refusal.delta':
      return text === undefined ? [] : [{ type: 'refusal', index: 0, text }];
    case 'response.reasoning_summary_text.delta':
    case 'response.reasoning_text.delta':
      return text === undefined ? [] : [{ type: 'reasoning', index: 0, text, origin: 'openai-responses' }];
    // The texts of parts are joined as those of a whole answer are.
    case 'response.reasoning_summary_part.added':
      return (countOf(body['summary_index']) ?? 0) === 0
        ? []
        : [{ type: 'reasoning', index: 0, text: '\n', origin: 'openai-responses' }];
    case 'response.function_call_arguments.delta':
      return readArguments(text, calls.get(at));
    // Some servers stream no arguments and tell them only here.
    case 'response.function_call_arguments.done':
      return calls.get(at)?.hasArguments === false
        ? readArguments(textOf(body['arguments']), calls.get(at))
        : [];
    case 'response.output_item.done':
      return readItemEnd(recordOf(body['item']));
    case 'response.completed':
    case 'response.incomplete':
    case 'response.failed':
      return readEnd(recordOf(body['response']));
    default:
      return [];
  }
}

function readStart(response: JsonRecord): StreamPart {
  const start: StreamPart = { type: 'start' };
  const id = textOf(response['id']);
  const model = textOf(response['model']);
  const createdS = countOf(response['created_at']);
  if (id !== undefined) start.id = id;
  if (model !== undefined) start.model = model;
  if (createdS !== undefined) start.createdS = createdS;
  return start;
}

function readItemStart(item: JsonRecord, at: number, calls: OpenCalls): StreamPart[] {
  if (item['type'] !== 'function_call') return [];
  const toolIndex = calls.size;
  calls.set(at, { toolIndex, hasArguments: false });
  const id = textOf(item['call_id']) ?? textOf(item['id']) ?? `call_${toolIndex}`;
  return [{ type: 'tool_call_start', index: 0, toolIndex, id, name: textOf(item['name']) ?? '' }];
}

function readArguments(text: string | undefined, call: ReturnType<OpenCalls['get']>): StreamPart[] {
  if (text === undefined || call === undefined) return [];
  call.hasArguments = true;
  return [{ type: 'tool_call_delta', index: 0, toolIndex: call.toolIndex, arguments: text }];
}

/** A reasoning item is encrypted as a whole, so its proof comes at its end. */
function readItemEnd(item: JsonRecord): StreamPart[] {
  const encrypted = item['type'] === 'reasoning' ? readEncrypted(item) : undefined;
  return encrypted === undefined
    ? []
    : [{ type: 'reasoning', index: 0, encrypted, origin: 'openai-responses' }];
}

function readEnd(response: JsonRecord): StreamPart[] {
  const parts: StreamPart[] = [];
  const usage = readUsage(response);
  if (usage !== undefined) parts.push({ type: 'usage', usage });
  const error = readErrorObject(response, ERROR_READING);
  if (error !== undefined) return [...parts, { type: 'error', error }];
  return [...parts, { type: 'finish', index: 0, reason: readFinishReason(response) }, { type: 'done' }];
}
