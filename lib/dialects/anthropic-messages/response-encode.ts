import type { ChatChoice, ChatResponse, ReasoningPart } from '../chat';
import { markForeign } from '../foreign-signature';
import { textsOf } from '../image-source';
import { argumentsObject, type JsonRecord } from '../json-value';
import { writeFinishReason } from './finish-reason';
import { writeUsage } from './usage';

/** Writes an answer as a message: the first choice, there is room for one. */
export function encodeResponse(response: ChatResponse): JsonRecord {
  const [choice] = response.choices;
  return {
    id: response.id,
    type: 'message',
    role: 'assistant',
    model: response.model,
    content: choice === undefined ? [] : encodeBlocks(choice),
    stop_reason: writeFinishReason(choice?.finishReason ?? 'other'),
    stop_sequence: null,
    usage: writeUsage(response.usage),
  };
}

function encodeBlocks(choice: ChatChoice): JsonRecord[] {
  const texts = textsOf(choice.content);
  if (choice.refusal !== undefined) texts.push(choice.refusal);
  return [
    ...choice.reasoning.flatMap(encodeThinking),
    ...texts.filter((text) => text !== '').map((text) => ({ type: 'text', text })),
    ...choice.toolCalls.map(({ id, name, arguments: args }) => ({
      type: 'tool_use',
      id,
      name,
      input: argumentsObject(args),
    })),
  ];
}

/** As a stream has it: shown thoughts in a block, then what is encrypted in one of its own. */
function encodeThinking(part: ReasoningPart): JsonRecord[] {
  const blocks: JsonRecord[] = [];
  if (part.text !== undefined || part.encrypted === undefined) {
    const signature = markForeign(part.signature ?? '', part.origin, 'anthropic-messages');
    blocks.push({ type: 'thinking', thinking: part.text ?? '', signature });
  }
  if (part.encrypted !== undefined) {
    const data = markForeign(part.encrypted, part.origin, 'anthropic-messages');
    blocks.push({ type: 'redacted_thinking', data });
  }
  return blocks;
}
