import type { ChatMessage, ReasoningPart } from '../chat';
import { isFrom } from '../foreign-signature';
import { argumentsObject, type JsonRecord } from '../json-value';
import { encodeContent } from './content-encode';

type Turn = { role: 'user' | 'assistant'; content: JsonRecord[] };

/**
 * System messages go to the top, wherever they stood. Tool results are the user's, all answers to one message together
 * and before anything else in it. Neighbours of one role become one turn, as the API itself would read them.
 */
export function encodeMessages(messages: readonly ChatMessage[]): { system: JsonRecord[]; messages: Turn[] } {
  const system: JsonRecord[] = [];
  const turns: Turn[] = [];
  for (const message of messages) {
    if (message.role === 'system') {
      system.push(...encodeContent(message.content));
      continue;
    }
    const turn = encodeTurn(message);
    if (turn.content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === turn.role) last.content.push(...turn.content);
    else turns.push(turn);
  }
  return { system, messages: turns };
}

function encodeTurn(message: Exclude<ChatMessage, { role: 'system' }>): Turn {
  switch (message.role) {
    case 'user':
      return { role: 'user', content: encodeContent(message.content) };
    case 'tool':
      return {
        role: 'user',
        content: [
          {
            type: 'tool_result',
            tool_use_id: toolId(message.toolCallId),
            content: encodeContent(message.content),
            is_error: message.isError,
          },
        ],
      };
    case 'assistant':
      return { role: 'assistant', content: encodeAssistant(message) };
  }
}

function encodeAssistant(message: Extract<ChatMessage, { role: 'assistant' }>): JsonRecord[] {
  const refusal = message.refusal === undefined ? [] : [{ type: 'text', text: message.refusal }];
  const calls = (message.toolCalls ?? []).map((call) => ({
    type: 'tool_use',
    id: toolId(call.id),
    name: call.name,
    input: argumentsObject(call.arguments),
  }));
  return [
    ...encodeThinking(message.reasoning ?? []),
    ...encodeContent(message.content),
    ...refusal,
    ...calls,
  ];
}

/** Only thinking that carries Anthropic's own proof is taken back. */
function encodeThinking(reasoning: readonly ReasoningPart[]): JsonRecord[] {
  return reasoning.flatMap((part): JsonRecord[] => {
    if (!isFrom(part, 'anthropic-messages')) return [];
    if (part.encrypted !== undefined) return [{ type: 'redacted_thinking', data: part.encrypted }];
    if (part.signature === undefined) return [];
    return [{ type: 'thinking', thinking: part.text ?? '', signature: part.signature }];
  });
}

/** Ids must match `^[a-zA-Z0-9_-]+$`; both sides of a pair are changed alike. */
function toolId(id: string): string {
  return /^[\w-]+$/.test(id) ? id : id.replace(/[^\w-]/g, '_');
}
