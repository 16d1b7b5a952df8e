import type { ChatMessage } from '../chat';

type Answer = Extract<ChatMessage, { role: 'tool' }>;

/**
 * Puts the answers to parallel calls into the order of the calls: without ids Gemini pairs those of one name by where they
 * stand, and clients answer in the order in which their tools were done. Answers to no call stay behind the others.
 */
export function orderAnswers(messages: readonly ChatMessage[]): ChatMessage[] {
  const ordered: ChatMessage[] = [];
  let places = new Map<string, number>();
  let answers: Answer[] = [];
  const place = () => {
    const rank = ({ toolCallId }: Answer) => places.get(toolCallId) ?? places.size;
    ordered.push(...answers.sort((one, other) => rank(one) - rank(other)));
    answers = [];
  };
  for (const message of messages) {
    if (message.role === 'tool') {
      answers.push(message);
      continue;
    }
    place();
    ordered.push(message);
    if (message.role === 'assistant')
      places = new Map((message.toolCalls ?? []).map(({ id }, at) => [id, at]));
  }
  place();
  return ordered;
}
