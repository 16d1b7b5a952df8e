import type { Usage } from '@/lib/pricing/usage';
import type { ChatRequest, FinishReason, StreamPart, ToolCall } from '../chat';
import type { JsonRecord } from '../json-value';
import { writeDataFrame } from '../sse-frame';
import type { StreamWriter } from '../types';
import { writeUpstreamError } from './error';
import { writeFinishReason } from './finish-reason';
import { encodeCall, encodePart } from './response-encode';
import { writeUsage } from './usage';

/** Writes neutral parts as `GenerateContentResponse` chunks. Calls have to be whole, so they come with the last chunk. */
export function writeStream(request: ChatRequest): StreamWriter {
  const head = { modelVersion: request.model, responseId: 'tollgate' };
  const calls = new Map<string, { index: number; call: ToolCall }>();
  const finishes = new Map<number, FinishReason>();
  let usage: Usage | undefined;
  let done = false;

  const chunk = (index: number, ...parts: JsonRecord[]) =>
    writeDataFrame({ candidates: [{ content: { role: 'model', parts }, index }], ...head });

  function close(): string {
    if (done) return '';
    done = true;
    if (finishes.size === 0) finishes.set(0, 'other');
    const candidates = [...finishes].map(([index, reason]) => {
      const parts = [...calls.values()].flatMap((open) =>
        open.index === index ? [encodeCall(open.call)] : [],
      );
      return { content: { role: 'model', parts }, finishReason: writeFinishReason(reason), index };
    });
    return writeDataFrame({ candidates, usageMetadata: usage && writeUsage(usage), ...head });
  }

  return {
    write(part: StreamPart): string {
      switch (part.type) {
        case 'start':
          if (part.id !== undefined) head.responseId = part.id;
          if (part.model !== undefined) head.modelVersion = part.model;
          return '';
        case 'text':
        case 'refusal':
          return chunk(part.index, { text: part.text });
        case 'image':
          return chunk(part.index, ...encodePart(part));
        case 'reasoning':
          return part.text === undefined ? '' : chunk(part.index, { text: part.text, thought: true });
        case 'tool_call_start': {
          const { index, toolIndex, id, name, signature } = part;
          const call: ToolCall = {
            id,
            name,
            arguments: '',
            ...(signature === undefined ? {} : { signature }),
          };
          calls.set(`${index}:${toolIndex}`, { index, call });
          return '';
        }
        case 'tool_call_delta': {
          const open = calls.get(`${part.index}:${part.toolIndex}`);
          if (open !== undefined) open.call.arguments += part.arguments;
          return '';
        }
        case 'finish':
          finishes.set(part.index, part.reason);
          return '';
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
