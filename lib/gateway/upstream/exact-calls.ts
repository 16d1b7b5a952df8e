import type { ChatRequest, ToolCall } from '@/lib/dialects/chat';
import { mayRound, parseExact } from '@/lib/dialects/exact-json';
import type { AdmittedExchange } from '../exchange';

/**
 * The request with all digits of the integers in the calls that its client sends back. OpenAI's clients send them as text;
 * Anthropic's as JSON, of which parsing has rounded an id of nineteen digits to another one.
 */
export function withExactCalls({ chat, dialect, raw }: AdmittedExchange): ChatRequest {
  if (dialect.name !== 'anthropic-messages' || callsOf(chat).length === 0) return chat;
  const json = raw.toString('utf8');
  if (!mayRound(json)) return chat;
  const exact = new Map<string, string>();
  for (const { id, arguments: written } of callsOf(dialect.decodeRequest(parseExact(json)))) {
    const rounded = JSON.stringify(JSON.parse(written));
    if (rounded !== written) exact.set(keyOf(id, rounded), written);
  }
  if (exact.size === 0) return chat;
  const messages = chat.messages.map((message) =>
    message.role !== 'assistant' || message.toolCalls === undefined
      ? message
      : {
          ...message,
          toolCalls: message.toolCalls.map((call) => ({
            ...call,
            arguments: exact.get(keyOf(call.id, call.arguments)) ?? call.arguments,
          })),
        },
  );
  return { ...chat, messages };
}

const keyOf = (id: string, rounded: string) => `${id} ${rounded}`;

const callsOf = ({ messages }: ChatRequest): ToolCall[] =>
  messages.flatMap((message) => (message.role === 'assistant' ? (message.toolCalls ?? []) : []));
