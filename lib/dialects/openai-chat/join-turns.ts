import type { ChatMessage } from '../chat';

type Turn = Extract<ChatMessage, { role: 'assistant' }>;

/**
 * A turn of the model as one message: other dialects tell it in several, one with each of its thoughts, but here all calls of
 * a turn stand before the answers to any. A turn that says and calls nothing is left out.
 */
export function joinTurns(messages: readonly ChatMessage[]): ChatMessage[] {
  const joined: ChatMessage[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (message.role === 'assistant' && last?.role === 'assistant')
      joined[joined.length - 1] = join(last, message);
    else joined.push(message);
  }
  return joined.filter((message) => message.role !== 'assistant' || saysSomething(message));
}

function join(one: Turn, other: Turn): Turn {
  const turn: Turn = { ...one, content: [...one.content, ...other.content] };
  if (other.toolCalls !== undefined) turn.toolCalls = [...(one.toolCalls ?? []), ...other.toolCalls];
  if (other.reasoning !== undefined) turn.reasoning = [...(one.reasoning ?? []), ...other.reasoning];
  if (other.refusal !== undefined) turn.refusal = `${one.refusal ?? ''}${other.refusal}`;
  return turn;
}

function saysSomething({ content, toolCalls = [], refusal }: Turn): boolean {
  return content.length > 0 || toolCalls.length > 0 || refusal !== undefined;
}
