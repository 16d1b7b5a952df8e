import type { BodyPath } from '../body-path';
import type { ChatMessage } from '../chat';
import { validateBody } from '../validate-body';
import { decodeContent, native } from './content-decode';
import { type ItemBody, itemSchemas, type RequestBody } from './schemas';
import { decodeReasoning } from './reasoning-item';

type Assistant = Extract<ChatMessage, { role: 'assistant' }>;

/** Instructions and input items. What the model put out as neighbouring items is one assistant message. */
export function decodeMessages({ instructions, input }: RequestBody): ChatMessage[] {
  const messages: ChatMessage[] = [];
  if (instructions != null && instructions !== '')
    messages.push({ role: 'system', content: [{ type: 'text', text: instructions }] });
  if (typeof input === 'string') messages.push({ role: 'user', content: decodeContent(input, ['input']) });
  else input.forEach((item, at) => addItem(messages, item, ['input', at]));
  return messages;
}

function addItem(messages: ChatMessage[], item: ItemBody, path: BodyPath): void {
  switch (item.type ?? 'message') {
    case 'message':
      addMessage(messages, item, path);
      return;
    case 'function_call': {
      const { call_id: id, name, arguments: text } = validateBody(itemSchemas.function_call, item, path);
      (openAssistant(messages).toolCalls ??= []).push({ id, name, arguments: text });
      return;
    }
    case 'function_call_output': {
      const wire = validateBody(itemSchemas.function_call_output, item, path);
      const content = decodeContent(wire.output, [...path, 'output']);
      messages.push({ role: 'tool', toolCallId: wire.call_id, content });
      return;
    }
    case 'reasoning':
      messages.push({ role: 'assistant', content: [], reasoning: [decodeReasoning(item, path)] });
      return;
    default:
      openAssistant(messages).content.push(native(item, path));
  }
}

function addMessage(messages: ChatMessage[], item: ItemBody, path: BodyPath): void {
  const { role, content } = validateBody(itemSchemas.message, item, path);
  const parts = decodeContent(content, [...path, 'content']);
  if (role === 'assistant') openAssistant(messages).content.push(...parts);
  else messages.push({ role: role === 'user' ? 'user' : 'system', content: parts });
}

function openAssistant(messages: ChatMessage[]): Assistant {
  const last = messages.at(-1);
  if (last?.role === 'assistant') return last;
  const message: Assistant = { role: 'assistant', content: [] };
  messages.push(message);
  return message;
}
