import type { ContentPart, StreamPart } from '../chat';
import { arrayOf, countOf, isRecord, type JsonRecord, recordOf, textOf, tryParseExact } from '../json-value';
import { readErrorObject } from '../read-error-answer';
import type { SseEvent, StreamReader } from '../types';
import { type AnswerPart, makeCallId, readAnswerParts } from './answer-parts';
import { ERROR_READING } from './error';
import { readFinishReason } from './finish-reason';
import { readUsage } from './usage';

/** Reads `GenerateContentResponse` chunks into neutral parts. There is no terminal event, so never a `done`. */
export function readStream(): StreamReader {
  let id: string | undefined;
  /** Calls so far, by candidate. */
  const calls = new Map<number, number>();

  function readChunk(chunk: JsonRecord): StreamPart[] {
    const parts: StreamPart[] = [];
    if (id === undefined) {
      id = textOf(chunk['responseId']) ?? '';
      parts.push(readStart(chunk));
    }
    const candidates = arrayOf(chunk['candidates']).map(recordOf);
    for (const [at, candidate] of candidates.entries()) parts.push(...readCandidate(candidate, at));
    const isBlocked = textOf(recordOf(chunk['promptFeedback'])['blockReason']) !== undefined;
    if (isBlocked && candidates.length === 0)
      parts.push({ type: 'finish', index: 0, reason: 'content_filter' });
    const usage = readUsage(chunk);
    if (usage !== undefined) parts.push({ type: 'usage', usage });
    return parts;
  }

  function readCandidate(candidate: JsonRecord, at: number): StreamPart[] {
    const index = countOf(candidate['index']) ?? at;
    const parts = readAnswerParts(candidate).flatMap((part) => readPart(part, index));
    const reason = textOf(candidate['finishReason']);
    if (reason !== undefined)
      parts.push({ type: 'finish', index, reason: readFinishReason(reason, calls.has(index)) });
    return parts;
  }

  function readPart(answer: AnswerPart, index: number): StreamPart[] {
    if (answer.kind === 'reasoning') return [{ type: 'reasoning', index, ...answer.part }];
    if (answer.kind === 'content') return readContent(answer.part, index);
    const toolIndex = calls.get(index) ?? 0;
    calls.set(index, toolIndex + 1);
    const { name, signature, arguments: text } = answer.call;
    const start: StreamPart = {
      type: 'tool_call_start',
      index,
      toolIndex,
      id: answer.call.id ?? makeCallId(id ?? '', index, toolIndex),
      name,
    };
    if (signature !== undefined) start.signature = signature;
    return [start, { type: 'tool_call_delta', index, toolIndex, arguments: text }];
  }

  return {
    read({ data }: SseEvent): StreamPart[] {
      if (data === undefined || data === '') return [{ type: 'ping' }];
      const chunk = tryParseExact(data);
      const error = readErrorObject(chunk, ERROR_READING);
      if (error !== undefined) return [{ type: 'error', error }];
      return isRecord(chunk) ? readChunk(chunk) : [];
    },
  };
}

function readContent(part: ContentPart, index: number): StreamPart[] {
  if (part.type === 'text') return [{ type: 'text', index, text: part.text }];
  return part.type === 'image' ? [{ type: 'image', index, source: part.source }] : [];
}

function readStart(chunk: JsonRecord): StreamPart {
  const start: StreamPart = { type: 'start' };
  const id = textOf(chunk['responseId']);
  const model = textOf(chunk['modelVersion']);
  if (id !== undefined) start.id = id;
  if (model !== undefined) start.model = model;
  return start;
}
