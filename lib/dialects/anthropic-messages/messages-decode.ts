import { type BodyPath, writePath } from '../body-path';
import type { ChatMessage, ContentPart, ReasoningPart, ToolCall } from '../chat';
import { readForeign } from '../foreign-signature';
import { writeJson } from '../json-value';
import { validateBody } from '../validate-body';
import { decodeBlock, decodeContent } from './content-decode';
import { type AnyBlock, blockSchemas, type MessageBody } from './schemas';

/** One message may become several: tool results are messages of their own in the neutral form. */
export function decodeMessages(messages: readonly MessageBody[]): ChatMessage[] {
  return messages.flatMap((message, at) => decodeMessage(message, ['messages', at, 'content']));
}

function decodeMessage({ role, content }: MessageBody, path: BodyPath): ChatMessage[] {
  if (role === 'assistant') return [decodeAssistant(content, path)];
  if (typeof content === 'string' || role === 'system')
    return [{ role, content: decodeContent(content, path) }];
  return decodeUser(content, path);
}

function decodeUser(blocks: readonly AnyBlock[], path: BodyPath): ChatMessage[] {
  const results: ChatMessage[] = [];
  const content: ContentPart[] = [];
  blocks.forEach((block, at) => {
    if (block.type === 'tool_result') results.push(decodeResult(block, [...path, at]));
    else content.push(decodeBlock(block, [...path, at]));
  });
  const isResultsOnly = results.length > 0 && content.length === 0;
  return isResultsOnly ? results : [...results, { role: 'user', content }];
}

function decodeResult(block: AnyBlock, path: BodyPath): ChatMessage {
  const wire = validateBody(blockSchemas.tool_result, block, path);
  return {
    role: 'tool',
    toolCallId: wire.tool_use_id,
    content: decodeContent(wire.content ?? '', [...path, 'content']),
    ...(wire.is_error === true ? { isError: true } : {}),
  };
}

function decodeAssistant(blocks: MessageBody['content'], path: BodyPath): ChatMessage {
  if (typeof blocks === 'string') return { role: 'assistant', content: decodeContent(blocks, path) };
  const content: ContentPart[] = [];
  const toolCalls: ToolCall[] = [];
  const reasoning: ReasoningPart[] = [];
  blocks.forEach((block, at) => {
    const here = [...path, at];
    if (block.type === 'tool_use') toolCalls.push(decodeCall(block, here));
    else if (block.type === 'thinking' || block.type === 'redacted_thinking')
      reasoning.push(decodeThinking(block, here));
    else content.push(decodeBlock(block, here));
  });
  return {
    role: 'assistant',
    content,
    ...(toolCalls.length > 0 ? { toolCalls } : {}),
    ...(reasoning.length > 0 ? { reasoning } : {}),
  };
}

function decodeCall(block: AnyBlock, path: BodyPath): ToolCall {
  const { id, name, input } = validateBody(blockSchemas.tool_use, block, path);
  return { id, name, arguments: writeJson(input, writePath([...path, 'input'])) };
}

export function decodeThinking(block: AnyBlock, path: BodyPath): ReasoningPart {
  if (block.type === 'redacted_thinking') {
    const { data } = validateBody(blockSchemas.redacted_thinking, block, path);
    const { origin, value } = readForeign(data, 'anthropic-messages');
    return { encrypted: value, origin };
  }
  const { thinking, signature } = validateBody(blockSchemas.thinking, block, path);
  const { origin, value } = readForeign(signature, 'anthropic-messages');
  return { text: thinking, origin, ...(value === '' ? {} : { signature: value }) };
}
