import type { ChatChoice, ChatResponse, ContentPart, ToolCall } from '../chat';
import { argumentsObject, type JsonRecord } from '../json-value';
import { writeFinishReason } from './finish-reason';
import { writeUsage } from './usage';

/** Writes an answer as `GenerateContentResponse`. */
export function encodeResponse(response: ChatResponse): JsonRecord {
  return {
    candidates: response.choices.map(encodeCandidate),
    usageMetadata: writeUsage(response.usage),
    modelVersion: response.model,
    responseId: response.id,
  };
}

function encodeCandidate(choice: ChatChoice): JsonRecord {
  const parts = [
    ...choice.reasoning.flatMap(({ text }) => (text === undefined ? [] : [{ text, thought: true }])),
    ...choice.content.flatMap(encodePart),
    ...(choice.refusal === undefined ? [] : [{ text: choice.refusal }]),
    ...choice.toolCalls.map(encodeCall),
  ];
  return {
    content: { role: 'model', parts },
    finishReason: writeFinishReason(choice.finishReason),
    index: choice.index,
  };
}

export function encodePart(part: ContentPart): JsonRecord[] {
  if (part.type === 'text') return part.text === '' ? [] : [{ text: part.text }];
  if (part.type !== 'image' || part.source.kind !== 'base64') return [];
  return [{ inlineData: { mimeType: part.source.mediaType, data: part.source.data } }];
}

export function encodeCall({ id, name, arguments: text, signature }: ToolCall): JsonRecord {
  return { functionCall: { id, name, args: argumentsObject(text) }, thoughtSignature: signature };
}
