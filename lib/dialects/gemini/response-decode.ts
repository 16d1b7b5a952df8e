import type { ChatChoice, ChatResponse } from '../chat';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { makeCallId, readAnswerParts } from './answer-parts';
import { readFinishReason } from './finish-reason';
import { readUsage } from './usage';

/** Reads an answer. A prompt that was blocked has no candidates: one empty, filtered choice. */
export function decodeResponse(body: unknown): ChatResponse {
  const wire = recordOf(body);
  const id = textOf(wire['responseId']) ?? '';
  const choices = arrayOf(wire['candidates']).map((candidate, at) =>
    readCandidate(recordOf(candidate), id, at),
  );
  const isBlocked = textOf(recordOf(wire['promptFeedback'])['blockReason']) !== undefined;
  if (choices.length === 0 && isBlocked)
    choices.push({ index: 0, content: [], toolCalls: [], reasoning: [], finishReason: 'content_filter' });
  return {
    id,
    model: textOf(wire['modelVersion']) ?? '',
    choices,
    usage: readUsage(wire) ?? { meters: {}, provenance: 'none' },
  };
}

function readCandidate(candidate: JsonRecord, id: string, at: number): ChatChoice {
  const index = countOf(candidate['index']) ?? at;
  const choice: ChatChoice = { index, content: [], toolCalls: [], reasoning: [], finishReason: 'other' };
  for (const part of readAnswerParts(candidate)) {
    if (part.kind === 'content') choice.content.push(part.part);
    else if (part.kind === 'reasoning') choice.reasoning.push(part.part);
    else
      choice.toolCalls.push({
        ...part.call,
        id: part.call.id ?? makeCallId(id, index, choice.toolCalls.length),
      });
  }
  choice.finishReason = readFinishReason(candidate['finishReason'], choice.toolCalls.length > 0);
  return choice;
}
