import type { Usage } from '@/lib/pricing/usage';
import type { ChatRequest, StreamPart } from '../chat';
import type { JsonRecord } from '../json-value';
import { writeDataFrame } from '../sse-frame';
import type { StreamWriter } from '../types';
import { CollectedReasoning } from './collect-reasoning';
import { writeUpstreamError } from './error';
import { writeFinishReason } from './finish-reason';
import { writeImage } from './response-encode';
import { writeUsage } from './usage';

/** The closing event of each stream. */
export const STREAM_END = 'data: [DONE]\n\n';

/** Writes neutral parts as `chat.completion.chunk` events; usage in a last chunk of its own, when the client asked for it. */
export function writeStream(request: ChatRequest): StreamWriter {
  const head = { id: 'chatcmpl-tollgate', object: 'chat.completion.chunk', created: 0, model: request.model };
  const opened = new Set<number>();
  const thoughts = new Map<number, CollectedReasoning>();
  let usage: Usage | undefined;
  let images = 0;
  let done = false;

  const chunk = (choices: JsonRecord[], more?: JsonRecord) => writeDataFrame({ ...head, choices, ...more });
  const nullUsage = request.includeUsage === true ? { usage: null } : undefined;

  function delta(index: number, change: JsonRecord, finish: string | null = null): string {
    const opening = opened.has(index) ? change : { role: 'assistant', content: '', ...change };
    opened.add(index);
    return chunk([{ index, delta: opening, logprobs: null, finish_reason: finish }], nullUsage);
  }

  function think(part: Extract<StreamPart, { type: 'reasoning' }>): string {
    const collected = thoughts.get(part.index) ?? new CollectedReasoning();
    thoughts.set(part.index, collected);
    collected.add(part);
    return part.text === undefined ? '' : delta(part.index, { reasoning_content: part.text });
  }

  function prove(index: number): string {
    const details = thoughts.get(index)?.proof();
    thoughts.delete(index);
    return details === undefined ? '' : delta(index, { reasoning_details: details });
  }

  function close(): string {
    if (done) return '';
    done = true;
    const wire = request.includeUsage === true && usage !== undefined ? writeUsage(usage) : undefined;
    return `${wire === undefined ? '' : chunk([], { usage: wire })}${STREAM_END}`;
  }

  return {
    write(part: StreamPart): string {
      switch (part.type) {
        case 'start':
          if (part.id !== undefined) head.id = part.id;
          if (part.model !== undefined) head.model = part.model;
          if (part.createdS !== undefined) head.created = part.createdS;
          return '';
        case 'text':
          return delta(part.index, { content: part.text });
        case 'refusal':
          return delta(part.index, { refusal: part.text });
        case 'image':
          return delta(part.index, { images: [writeImage(part.source, images++)] });
        case 'reasoning':
          return think(part);
        case 'tool_call_start':
        case 'tool_call_delta':
          return delta(part.index, { tool_calls: [writeCall(part)] });
        case 'finish':
          return prove(part.index) + delta(part.index, {}, writeFinishReason(part.reason));
        case 'usage':
          usage = part.usage;
          return '';
        case 'ping':
          return ': ping\n\n';
        case 'error':
          return writeUpstreamError(part.error);
        case 'done':
          return close();
      }
    },
  };
}

function writeCall(part: Extract<StreamPart, { type: 'tool_call_start' | 'tool_call_delta' }>): JsonRecord {
  if (part.type === 'tool_call_delta')
    return { index: part.toolIndex, function: { arguments: part.arguments } };
  const call = {
    index: part.toolIndex,
    id: part.id,
    type: 'function',
    function: { name: part.name, arguments: '' },
  };
  return part.signature === undefined
    ? call
    : { ...call, extra_content: { google: { thought_signature: part.signature } } };
}
