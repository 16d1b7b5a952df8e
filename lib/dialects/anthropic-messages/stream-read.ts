import type { StreamPart } from '../chat';
import { stringifyExact } from '../exact-json';
import { readForeign } from '../foreign-signature';
import { countOf, isRecord, type JsonRecord, recordOf, textOf, tryParseExact } from '../json-value';
import { readErrorObject } from '../read-error-answer';
import type { SseEvent, StreamReader } from '../types';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { UsageOfStream } from './stream-usage';

interface StreamedCall {
  /** Neutral. */
  toolIndex: number;
  /** As the block began with it, until fragments come. */
  input: string | undefined;
}

/** Reads message events into neutral parts. */
export function readStream(): StreamReader {
  const usage = new UsageOfStream();
  /** Calls by block index. */
  const calls = new Map<number, StreamedCall>();

  function readEvent(body: JsonRecord): StreamPart[] {
    const block = countOf(body['index']) ?? 0;
    switch (body['type']) {
      case 'message_start':
        return readStart(recordOf(body['message']));
      case 'content_block_start':
        return readBlockStart(recordOf(body['content_block']), block);
      case 'content_block_delta':
        return readDelta(recordOf(body['delta']), block);
      case 'content_block_stop':
        return readBlockStop(block);
      case 'message_delta':
        return readEnd(body);
      case 'message_stop':
        return [{ type: 'done' }];
      case 'ping':
        return [{ type: 'ping' }];
      default:
        return [];
    }
  }

  function readStart(message: JsonRecord): StreamPart[] {
    const start: StreamPart = { type: 'start' };
    const id = textOf(message['id']);
    const model = textOf(message['model']);
    if (id !== undefined) start.id = id;
    if (model !== undefined) start.model = model;
    const first = usage.start(message);
    return first === undefined ? [start] : [start, { type: 'usage', usage: first }];
  }

  function readBlockStart(block: JsonRecord, at: number): StreamPart[] {
    if (block['type'] === 'tool_use') {
      const toolIndex = calls.size;
      calls.set(at, { toolIndex, input: stringifyExact(recordOf(block['input'])) });
      const id = textOf(block['id']) ?? `toolu_${toolIndex}`;
      return [{ type: 'tool_call_start', index: 0, toolIndex, id, name: textOf(block['name']) ?? '' }];
    }
    if (block['type'] === 'redacted_thinking') {
      const { origin, value } = readForeign(textOf(block['data']) ?? '', 'anthropic-messages');
      return [{ type: 'reasoning', index: 0, encrypted: value, origin }];
    }
    const text = textOf(block['text']);
    return text === undefined ? [] : [{ type: 'text', index: 0, text }];
  }

  /** A call without arguments has no fragment of them, and elsewhere they are JSON all the same. */
  function readBlockStop(at: number): StreamPart[] {
    const call = calls.get(at);
    if (call?.input === undefined) return [];
    return [{ type: 'tool_call_delta', index: 0, toolIndex: call.toolIndex, arguments: call.input }];
  }

  function readDelta(delta: JsonRecord, at: number): StreamPart[] {
    const text = textOf(delta['text']);
    if (text !== undefined) return [{ type: 'text', index: 0, text }];
    const thinking = textOf(delta['thinking']);
    if (thinking !== undefined)
      return [{ type: 'reasoning', index: 0, text: thinking, origin: 'anthropic-messages' }];
    const signature = textOf(delta['signature']);
    if (signature !== undefined) {
      const { origin, value } = readForeign(signature, 'anthropic-messages');
      return [{ type: 'reasoning', index: 0, signature: value, origin }];
    }
    const json = textOf(delta['partial_json']);
    const call = calls.get(at);
    if (json === undefined || call === undefined) return [];
    call.input = undefined;
    return [{ type: 'tool_call_delta', index: 0, toolIndex: call.toolIndex, arguments: json }];
  }

  function readEnd(body: JsonRecord): StreamPart[] {
    const parts: StreamPart[] = [];
    const reason = textOf(recordOf(body['delta'])['stop_reason']);
    if (reason !== undefined) parts.push({ type: 'finish', index: 0, reason: readFinishReason(reason) });
    const last = usage.update(recordOf(body['usage']));
    if (last !== undefined) parts.push({ type: 'usage', usage: last });
    return parts;
  }

  return {
    read({ data }: SseEvent): StreamPart[] {
      if (data === undefined || data === '') return [{ type: 'ping' }];
      const body = tryParseExact(data);
      if (!isRecord(body)) return [];
      const error = readErrorObject(body, ERROR_READING);
      return error === undefined ? readEvent(body) : [{ type: 'error', error }];
    },
  };
}
