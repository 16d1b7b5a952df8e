import type { ChatMessage, ContentPart } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import type { JsonRecord } from '../json-value';
import { encodeContent } from './content-encode';
import { encodeReasoningInput } from './reasoning-item';

export function encodeMessages(messages: readonly ChatMessage[], dropped: DroppedParameters): JsonRecord[] {
  return messages.flatMap((message) => encodeMessage(message, dropped));
}

function encodeMessage(message: ChatMessage, dropped: DroppedParameters): JsonRecord[] {
  switch (message.role) {
    case 'system':
    case 'user':
      return [{ role: message.role, content: encodeContent(message.content, false, dropped) }];
    case 'tool':
      return [
        {
          type: 'function_call_output',
          call_id: message.toolCallId,
          output: encodeOutput(message.content, dropped),
        },
      ];
    case 'assistant':
      return encodeAssistant(message, dropped);
  }
}

function encodeOutput(content: readonly ContentPart[], dropped: DroppedParameters): unknown {
  if (content.every((part) => part.type === 'text')) return content.map((part) => part.text).join('');
  return encodeContent(content, false, dropped);
}

function encodeAssistant(
  message: Extract<ChatMessage, { role: 'assistant' }>,
  dropped: DroppedParameters,
): JsonRecord[] {
  const items = encodeReasoningInput(message.reasoning ?? []);
  const content = encodeContent(message.content, true, dropped);
  if (message.refusal !== undefined) content.push({ type: 'refusal', refusal: message.refusal });
  if (content.length > 0) items.push({ role: 'assistant', content });
  for (const { id, name, arguments: args } of message.toolCalls ?? [])
    items.push({ type: 'function_call', call_id: id, name, arguments: args });
  return items;
}
