import type { ChatChoice, ChatResponse } from '../chat';
import { stringifyExact } from '../exact-json';
import { readForeign } from '../foreign-signature';
import { arrayOf, type JsonRecord, recordOf, textOf } from '../json-value';
import { readFinishReason } from './finish-reason';
import { readUsage } from './usage';

/** Reads a message; whatever is missing is left out. Blocks of tools that the vendor itself ran are not for other dialects. */
export function decodeResponse(body: unknown): ChatResponse {
  const wire = recordOf(body);
  const choice: ChatChoice = {
    index: 0,
    content: [],
    toolCalls: [],
    reasoning: [],
    finishReason: readFinishReason(wire['stop_reason']),
  };
  for (const block of arrayOf(wire['content'])) readBlock(recordOf(block), choice);
  return {
    id: textOf(wire['id']) ?? '',
    model: textOf(wire['model']) ?? '',
    choices: [choice],
    usage: readUsage(wire) ?? { meters: {}, provenance: 'none' },
  };
}

function readBlock(block: JsonRecord, choice: ChatChoice): void {
  switch (block['type']) {
    case 'text':
      choice.content.push({ type: 'text', text: textOf(block['text']) ?? '' });
      return;
    case 'tool_use':
      choice.toolCalls.push({
        id: textOf(block['id']) ?? `toolu_${choice.toolCalls.length}`,
        name: textOf(block['name']) ?? '',
        arguments: stringifyExact(block['input'] ?? {}),
      });
      return;
    case 'thinking': {
      const { origin, value } = readForeign(textOf(block['signature']) ?? '', 'anthropic-messages');
      const text = textOf(block['thinking']) ?? '';
      choice.reasoning.push({ text, origin, ...(value === '' ? {} : { signature: value }) });
      return;
    }
    case 'redacted_thinking': {
      const { origin, value } = readForeign(textOf(block['data']) ?? '', 'anthropic-messages');
      choice.reasoning.push({ encrypted: value, origin });
      return;
    }
  }
}
