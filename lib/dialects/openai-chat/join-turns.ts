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
    if (message.role !== 'assistant') joined.push(message);
    else if (last?.role === 'assistant') add(last, message);
    else joined.push(add({ role: 'assistant', content: [] }, message));
  }
  return joined.filter((message) => message.role !== 'assistant' || saysSomething(message));
}

/** In place: thousands of neighbours would be copied again for each of them. */
function add(turn: Turn, { content, toolCalls, reasoning, refusal }: Turn): Turn {
  turn.content.push(...content);
  if (toolCalls !== undefined) (turn.toolCalls ??= []).push(...toolCalls);
  if (reasoning !== undefined) (turn.reasoning ??= []).push(...reasoning);
  if (refusal !== undefined) turn.refusal = `${turn.refusal ?? ''}${refusal}`;
  return turn;
}

function saysSomething({ content, toolCalls = [], refusal }: Turn): boolean {
  return content.length > 0 || toolCalls.length > 0 || refusal !== undefined;
}
