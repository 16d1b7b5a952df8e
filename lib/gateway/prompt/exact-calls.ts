import type { ChatRequest } from '@/lib/dialects/chat';
import { mayRound, parseExact } from '@/lib/dialects/exact-json';
import type { Dialect } from '@/lib/dialects/types';

/**
 * The calls that a client sends back in its history, with all digits of their integers. OpenAI's clients send them as text;
 * Anthropic's as JSON, of which parsing rounds an id of nineteen digits to another one.
 */
export function withExactCalls(chat: ChatRequest, dialect: Dialect, raw: Buffer): ChatRequest {
  if (dialect.name !== 'anthropic-messages' || !chat.messages.some(hasCalls)) return chat;
  const json = raw.toString('utf8');
  if (!mayRound(json)) return chat;
  const exact = dialect.decodeRequest(parseExact(json)).messages;
  const messages = chat.messages.map((message, at) => {
    const same = exact[at];
    return hasCalls(message) && same !== undefined && hasCalls(same)
      ? { ...message, toolCalls: same.toolCalls }
      : message;
  });
  return { ...chat, messages };
}

type Message = ChatRequest['messages'][number];
type Calling = Extract<Message, { role: 'assistant' }>;

const hasCalls = (message: Message): message is Calling & Required<Pick<Calling, 'toolCalls'>> =>
  message.role === 'assistant' && message.toolCalls !== undefined;
