import type { StreamPart } from '../chat';
import { arrayOf, countOf, isRecord, type JsonRecord, recordOf, textOf, tryParseJson } from '../json-value';
import { readErrorObject } from '../read-error-answer';
import type { SseEvent, StreamReader } from '../types';
import { readAnswerContent } from './answer-content';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { decodeReasoning } from './messages-decode';
import { readToolDeltas, type OpenCalls } from './tool-deltas';
import { readUsage } from './usage';

/** Reads `chat.completion.chunk` events into neutral parts. */
export function readStream(): StreamReader {
  let started = false;
  const calls: OpenCalls = new Map();
  const thoughts: Thoughts = new Map();

  function readChunk(chunk: JsonRecord): StreamPart[] {
    const parts: StreamPart[] = [];
    if (!started) {
      started = true;
      parts.push(readStart(chunk));
    }
    for (const choice of arrayOf(chunk['choices']).map(recordOf))
      parts.push(...readChoice(choice, calls, thoughts));
    const usage = readUsage(chunk);
    if (usage !== undefined) parts.push({ type: 'usage', usage });
    return parts;
  }

  return {
    read({ data }: SseEvent): StreamPart[] {
      if (data === undefined || data === '') return [{ type: 'ping' }];
      if (data === '[DONE]') return [{ type: 'done' }];
      const chunk = tryParseJson(data);
      if (!isRecord(chunk)) return [];
      const error = readErrorObject(chunk, ERROR_READING);
      return error === undefined ? readChunk(chunk) : [{ type: 'error', error }];
    },
  };
}

function readStart(chunk: JsonRecord): StreamPart {
  const start: StreamPart = { type: 'start' };
  const id = textOf(chunk['id']);
  const model = textOf(chunk['model']);
  const createdS = countOf(chunk['created']);
  if (id !== undefined) start.id = id;
  if (model !== undefined) start.model = model;
  if (createdS !== undefined) start.createdS = createdS;
  return start;
}

/** Text of the thoughts so far, by choice. */
type Thoughts = Map<number, string>;

/** A proof may repeat the text that it proves. */
function readReasoning(delta: JsonRecord, index: number, thoughts: Thoughts): StreamPart[] {
  return decodeReasoning(delta).map(({ text, ...rest }) => {
    const before = thoughts.get(index) ?? '';
    const isProof = rest.signature !== undefined || rest.encrypted !== undefined;
    if (text === undefined || (isProof && before.includes(text)))
      return { type: 'reasoning', index, ...rest };
    thoughts.set(index, before + text);
    return { type: 'reasoning', index, text, ...rest };
  });
}

function readChoice(choice: JsonRecord, calls: OpenCalls, thoughts: Thoughts): StreamPart[] {
  const index = countOf(choice['index']) ?? 0;
  const delta = recordOf(choice['delta']);
  const parts = readReasoning(delta, index, thoughts);
  const { text, thinking } = readAnswerContent(delta['content']);
  if (thinking !== undefined) parts.push({ type: 'reasoning', index, text: thinking, origin: 'openai-chat' });
  const logprobs = arrayOf(recordOf(choice['logprobs'])['content']);
  if (text !== undefined) parts.push({ type: 'text', index, text, ...(logprobs.length > 0 && { logprobs }) });
  const refusal = textOf(delta['refusal']);
  if (refusal !== undefined) parts.push({ type: 'refusal', index, text: refusal });
  parts.push(...readToolDeltas(delta['tool_calls'], index, calls));
  const reason = textOf(choice['finish_reason']);
  if (reason !== undefined) {
    const called = reason === 'stop' && [...calls.values()].some((call) => call.index === index);
    parts.push({ type: 'finish', index, reason: called ? 'tool_calls' : readFinishReason(reason) });
  }
  return parts;
}
