import { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatMessage, ContentPart, ReasoningPart, ToolCall } from '../chat';
import { arrayOf, recordOf, textOf } from '../json-value';
import { isDialectName } from '../types';
import { decodeContent } from './content-decode';
import type { AssistantBody, MessageBody } from './schemas';

export function decodeMessages(messages: readonly MessageBody[]): ChatMessage[] {
  return messages.map((message, at) => decodeMessage(message, `messages[${at}]`));
}

function decodeMessage(message: MessageBody, path: string): ChatMessage {
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', content: decodeContent(message.content, path) };
    case 'user': {
      const content = decodeContent(message.content, path);
      return message.name == null ? { role: 'user', content } : { role: 'user', content, name: message.name };
    }
    case 'assistant':
      return decodeAssistant(message, path);
    case 'tool':
      return {
        role: 'tool',
        toolCallId: message.tool_call_id,
        content: decodeContent(message.content, path),
      };
    case 'function':
      return { role: 'tool', toolCallId: message.name, content: decodeContent(message.content ?? '', path) };
  }
}

function decodeAssistant(message: AssistantBody, path: string): ChatMessage {
  const content = message.content == null ? [] : decodeContent(message.content, path);
  const calls: ToolCall[] = [];
  message.tool_calls?.forEach((call, at) => {
    if (call.function === undefined) content.push(native(`${path}.tool_calls[${at}]`, call));
    else calls.push(decodeCall(call, call.function));
  });
  for (const name of ['function_call', 'audio'] as const)
    if (message[name] != null) content.push(native(`${path}.${name}`, message[name]));
  if (message.content == null && message.refusal == null && content.length === 0 && calls.length === 0)
    throw new GatewayError(
      'invalid_request',
      `Invalid type for '${path}.content': expected a string or an array, unless there are 'tool_calls'.`,
      { param: `${path}.content` },
    );
  const reasoning = decodeReasoning(message);
  return {
    role: 'assistant',
    content,
    ...(calls.length > 0 ? { toolCalls: calls } : {}),
    ...(reasoning.length > 0 ? { reasoning } : {}),
    ...(message.refusal == null ? {} : { refusal: message.refusal }),
  };
}

function decodeCall(
  call: { id: string } & Record<string, unknown>,
  { name, arguments: text }: { name: string; arguments: string },
): ToolCall {
  const google = recordOf(recordOf(call['extra_content'])['google']);
  const signature = textOf(google['thought_signature']);
  return signature === undefined
    ? { id: call.id, name, arguments: text }
    : { id: call.id, name, arguments: text, signature };
}

const native = (path: string, value: unknown): ContentPart => ({
  type: 'native',
  dialect: 'openai-chat',
  path,
  value,
});

/** `reasoning_details` (as OpenRouter has them, and as we write them) say all; else the plain text of DeepSeek and others. */
export function decodeReasoning(message: Record<string, unknown>): ReasoningPart[] {
  const details = arrayOf(message['reasoning_details']).map(recordOf);
  const parts = details.flatMap((detail): ReasoningPart[] => {
    const part: ReasoningPart = {
      origin: isDialectName(detail['format']) ? detail['format'] : 'openai-chat',
    };
    const text = textOf(detail['text']) ?? textOf(detail['summary']);
    const signature = textOf(detail['signature']);
    const encrypted = textOf(detail['data']);
    if (text !== undefined) part.text = text;
    if (signature !== undefined) part.signature = signature;
    if (encrypted !== undefined) part.encrypted = encrypted;
    return text === undefined && encrypted === undefined && signature === undefined ? [] : [part];
  });
  if (parts.length > 0) return parts;
  const text = textOf(message['reasoning_content']) ?? textOf(message['reasoning']);
  return text === undefined ? [] : [{ text, origin: 'openai-chat' }];
}
