import type { ChatMessage, ContentPart, ReasoningPart, ToolCall } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { encodeContent, encodePart } from './content-encode';
import { joinTurns } from './join-turns';

/** A tool message holds text only: images in tools' answers follow as the user's, after all answers to one message. */
export function encodeMessages(messages: readonly ChatMessage[], dropped: DroppedParameters): unknown[] {
  const encoded: unknown[] = [];
  let images: ContentPart[] = [];
  const placeImages = () => {
    if (images.length > 0)
      encoded.push({ role: 'user', content: images.map((part) => encodePart(part, dropped)) });
    images = [];
  };
  for (const message of joinTurns(messages)) {
    if (message.role !== 'tool') placeImages();
    else images.push(...message.content.filter((part) => part.type === 'image'));
    encoded.push(encodeMessage(message, dropped));
  }
  placeImages();
  return encoded;
}

function encodeMessage(message: ChatMessage, dropped: DroppedParameters): unknown {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: encodeContent(message.content, dropped) };
    case 'user':
      return { role: 'user', content: encodeContent(message.content, dropped), name: message.name };
    case 'tool':
      return {
        role: 'tool',
        tool_call_id: message.toolCallId,
        content: encodeContent(
          message.content.filter((part) => part.type !== 'image'),
          dropped,
        ),
      };
    case 'assistant':
      return {
        role: 'assistant',
        content: message.content.length === 0 ? null : encodeContent(message.content, dropped),
        refusal: message.refusal,
        tool_calls: message.toolCalls?.map(encodeCall),
        reasoning_content: ownReasoning(message.reasoning),
      };
  }
}

export function encodeCall(call: ToolCall): Record<string, unknown> {
  const base = { id: call.id, type: 'function', function: { name: call.name, arguments: call.arguments } };
  return call.signature === undefined
    ? base
    : { ...base, extra_content: { google: { thought_signature: call.signature } } };
}

/** DeepSeek and others want their own reasoning back within a round of tool calls; nobody wants another's. */
function ownReasoning(reasoning: readonly ReasoningPart[] | undefined): string | undefined {
  const own = reasoning?.filter((part) => part.origin === 'openai-chat' && part.text !== undefined) ?? [];
  return own.length === 0 ? undefined : own.map((part) => part.text).join('');
}
