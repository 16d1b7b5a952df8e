import type { ChatMessage, ContentPart, ReasoningPart, ToolCall } from '../chat';
import type { DroppedParameters } from '../dropped-parameters';
import { unsupported } from '../parameter-names';

/** A tool message holds text only: images in tools' answers follow as the user's, after all answers to one message. */
export function encodeMessages(messages: readonly ChatMessage[], dropped: DroppedParameters): unknown[] {
  const encoded: unknown[] = [];
  let images: ContentPart[] = [];
  const placeImages = () => {
    if (images.length > 0)
      encoded.push({ role: 'user', content: images.map((part) => encodePart(part, dropped)) });
    images = [];
  };
  for (const message of messages) {
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

function encodeContent(content: readonly ContentPart[], dropped: DroppedParameters): unknown {
  const [only] = content;
  if (only === undefined) return '';
  if (content.length === 1 && only.type === 'text' && only.cacheMarker === undefined) return only.text;
  return content.map((part) => encodePart(part, dropped));
}

function encodePart(part: ContentPart, dropped: DroppedParameters): unknown {
  if ('cacheMarker' in part && part.cacheMarker !== undefined) dropped.add('cacheMarkers');
  switch (part.type) {
    case 'text':
      return { type: 'text', text: part.text };
    case 'image': {
      const { source } = part;
      return source.kind === 'url'
        ? { type: 'image_url', image_url: { url: source.url, detail: source.detail } }
        : { type: 'image_url', image_url: { url: `data:${source.mediaType};base64,${source.data}` } };
    }
    case 'audio':
      return { type: 'input_audio', input_audio: { data: part.data, format: part.format } };
    case 'file': {
      if (part.data === undefined) throw unsupported('messages', 'a file by URL cannot be sent');
      const mediaType = part.mediaType ?? 'application/pdf';
      return {
        type: 'file',
        file: { filename: part.name ?? 'file', file_data: `data:${mediaType};base64,${part.data}` },
      };
    }
    case 'native':
      if (part.dialect === 'openai-chat') return part.value;
      throw unsupported(part.path, 'this content is known to its own vendor only');
  }
}
