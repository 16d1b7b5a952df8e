import type { ChatMessage, ChatRequest, ContentPart } from '@/lib/dialects/chat';
import { promptSchema, type Prompt, type PromptMessage } from './schemas';

export interface ReadPrompt {
  prompt: Prompt;
  /** What of the request has no place in the playground, in words. */
  lost: string[];
}

/** A request of any dialect as a prompt of the playground; undefined when it is longer than one may be. Pure. */
export function promptOfChat(chat: ChatRequest): ReadPrompt | undefined {
  const lost = new Set<string>();
  const { tools = [], responseFormat, temperature, topP, maxOutputTokens, seed } = chat;
  const system = chat.messages.filter(({ role }) => role === 'system').map((one) => textOf(one.content));
  const messages = chat.messages.flatMap((message) => messageOf(message, lost));
  if ((chat.nativeTools?.length ?? 0) > 0) lost.add('tools of the vendor');
  const parsed = promptSchema.safeParse({
    system: system.join('\n\n'),
    messages: messages.length === 0 ? [{ role: 'user', text: '' }] : messages,
    parameters: {
      ...(temperature === undefined ? {} : { temperature }),
      ...(topP === undefined ? {} : { topP }),
      ...(maxOutputTokens === undefined ? {} : { maxTokens: maxOutputTokens }),
      ...(seed === undefined ? {} : { seed }),
    },
    tools: tools.length === 0 ? '' : pretty(tools.map(wireTool)),
    jsonSchema: responseFormat?.kind === 'json_schema' ? pretty(responseFormat.schema) : '',
  });
  return parsed.success ? { prompt: parsed.data, lost: [...lost] } : undefined;
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

function wireTool({ name, description, parameters, strict }: NonNullable<ChatRequest['tools']>[number]) {
  return { type: 'function', function: { name, description, parameters, strict } };
}

function textOf(content: readonly ContentPart[]): string {
  return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
}

function messageOf(message: ChatMessage, lost: Set<string>): PromptMessage[] {
  if (message.role === 'system') return [];
  if (message.role === 'tool') {
    lost.add('results of tools');
    return [];
  }
  if (message.role === 'assistant') {
    if ((message.toolCalls?.length ?? 0) > 0) lost.add('calls of tools');
    const text = textOf(message.content);
    return text === '' ? [] : [{ role: 'assistant', text, images: [] }];
  }
  const images = message.content.flatMap((part) => imageOf(part, lost));
  return [{ role: 'user', text: textOf(message.content), images }];
}

function imageOf(part: ContentPart, lost: Set<string>): string[] {
  if (part.type === 'text') return [];
  if (part.type !== 'image') {
    lost.add('parts that are no text');
    return [];
  }
  if (part.source.kind === 'base64') return [`data:${part.source.mediaType};base64,${part.source.data}`];
  if (part.source.url.startsWith('data:')) return [part.source.url];
  lost.add('images by address');
  return [];
}
