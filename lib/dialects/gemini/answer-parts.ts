import type { ContentPart, ReasoningPart, ToolCall } from '../chat';
import { stringifyExact } from '../exact-json';
import { arrayOf, isRecord, type JsonRecord, recordOf, textOf } from '../json-value';
import { decodeBlob } from './content-decode';

export type AnswerPart =
  | { kind: 'content'; part: ContentPart }
  | { kind: 'reasoning'; part: ReasoningPart }
  | { kind: 'call'; call: Omit<ToolCall, 'id'> & { id?: string } };

/** The parts of one candidate, whole or of a chunk. Calls come whole, and often without an id. */
export function readAnswerParts(candidate: JsonRecord): AnswerPart[] {
  return arrayOf(recordOf(candidate['content'])['parts']).flatMap((part) => readPart(recordOf(part)));
}

function readPart(part: JsonRecord): AnswerPart[] {
  const call = part['functionCall'];
  const signature = textOf(part['thoughtSignature']);
  if (isRecord(call)) return [{ kind: 'call', call: readCall(call, signature) }];
  const text = textOf(part['text']);
  if (part['thought'] === true)
    return text === undefined ? [] : [{ kind: 'reasoning', part: { text, origin: 'gemini' } }];
  if (text !== undefined) return [{ kind: 'content', part: { type: 'text', text } }];
  const blob = recordOf(part['inlineData']);
  const mimeType = textOf(blob['mimeType']);
  const data = textOf(blob['data']);
  if (mimeType === undefined || data === undefined) return [];
  return [{ kind: 'content', part: decodeBlob({ mimeType, data }) }];
}

function readCall(call: JsonRecord, signature: string | undefined): Omit<ToolCall, 'id'> & { id?: string } {
  const id = textOf(call['id']);
  return {
    name: textOf(call['name']) ?? '',
    arguments: stringifyExact(call['args'] ?? {}),
    ...(id === undefined ? {} : { id }),
    ...(signature === undefined ? {} : { signature }),
  };
}

/** An id that stays unique over the turns of a conversation, where the vendor gives none. */
export function makeCallId(responseId: string, candidate: number, at: number): string {
  return `call_${responseId.replace(/[^\w-]/g, '')}_${candidate}_${at}`;
}
