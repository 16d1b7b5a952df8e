import type { ChatChoice, ChatResponse } from '../chat';
import { arrayOf, countOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { readFinishReason } from './finish-reason';
import { readReasoningItem } from './reasoning-item';
import { readUsage } from './usage';

/** Reads a response object; whatever is missing is left out, and so are the vendor's own tools. */
export function decodeResponse(body: unknown): ChatResponse {
  const wire = recordOf(body);
  const choice: ChatChoice = {
    index: 0,
    content: [],
    toolCalls: [],
    reasoning: [],
    finishReason: readFinishReason(wire),
  };
  for (const item of arrayOf(wire['output'])) readItem(recordOf(item), choice);
  const response: ChatResponse = {
    id: textOf(wire['id']) ?? '',
    model: textOf(wire['model']) ?? '',
    choices: [choice],
    usage: readUsage(wire) ?? { meters: {}, provenance: 'none' },
  };
  const createdS = countOf(wire['created_at']);
  if (createdS !== undefined) response.createdS = createdS;
  return response;
}

function readItem(item: JsonRecord, choice: ChatChoice): void {
  switch (item['type']) {
    case 'reasoning':
      choice.reasoning.push(readReasoningItem(item));
      return;
    case 'function_call':
      choice.toolCalls.push({
        id: textOf(item['call_id']) ?? `call_${choice.toolCalls.length}`,
        name: textOf(item['name']) ?? '',
        arguments: textOf(item['arguments']) ?? '',
      });
      return;
    case 'message':
      for (const part of arrayOf(item['content']).map(recordOf)) {
        const text = textOf(part['text']);
        const refusal = textOf(part['refusal']);
        if (text !== undefined) choice.content.push({ type: 'text', text });
        if (refusal !== undefined) choice.refusal = refusal;
      }
      return;
  }
}
