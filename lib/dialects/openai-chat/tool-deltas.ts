import type { StreamPart } from '../chat';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from '../json-value';

/** Tool calls of a stream that have begun, by choice and the vendor's own index. */
export type OpenCalls = Map<string, { index: number; toolIndex: number; id: string }>;

/**
 * The fragments of tool calls in one delta. Vendors differ: some leave out the index, some repeat index 0 with a new id
 * for each call, some send a call whole.
 */
export function readToolDeltas(deltas: unknown, index: number, calls: OpenCalls): StreamPart[] {
  return arrayOf(deltas).flatMap((delta, at) => readDelta(recordOf(delta), index, at, calls));
}

function readDelta(delta: JsonRecord, index: number, at: number, calls: OpenCalls): StreamPart[] {
  const parts: StreamPart[] = [];
  const fn = recordOf(delta['function']);
  const key = `${index}:${countOf(delta['index']) ?? at}`;
  const id = textOf(delta['id']);
  const name = textOf(fn['name']);
  let call = calls.get(key);
  if (call === undefined || (id !== undefined && id !== call.id && name !== undefined)) {
    const toolIndex = nextToolIndex(calls, index);
    if (call !== undefined) calls.set(`${key}:${call.id}`, call);
    call = { index, toolIndex, id: id ?? `call_${index}_${toolIndex}` };
    calls.set(key, call);
    const start: StreamPart = { type: 'tool_call_start', index, toolIndex, id: call.id, name: name ?? '' };
    const signature = textOf(recordOf(recordOf(delta['extra_content'])['google'])['thought_signature']);
    if (signature !== undefined) start.signature = signature;
    parts.push(start);
  }
  const text = fn['arguments'];
  const args = typeof text === 'string' ? text : text == null ? '' : JSON.stringify(text);
  if (args !== '') parts.push({ type: 'tool_call_delta', index, toolIndex: call.toolIndex, arguments: args });
  return parts;
}

function nextToolIndex(calls: OpenCalls, index: number): number {
  return [...calls.values()].filter((call) => call.index === index).length;
}
