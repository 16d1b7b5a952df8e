import type { ChatMessage } from '../chat';

type Answer = Extract<ChatMessage, { role: 'tool' }>;

/**
 * Puts the answers to parallel calls into the order of the calls: without ids Gemini pairs those of one name by where they
 * stand, and clients answer in the order in which their tools were done. Answers to no call stay behind the others.
 */
export function orderAnswers(messages: readonly ChatMessage[]): ChatMessage[] {
  const ordered: ChatMessage[] = [];
  let calls: readonly string[] = [];
  let answers: Answer[] = [];
  const place = () => {
    const rank = ({ toolCallId }: Answer) =>
      calls.includes(toolCallId) ? calls.indexOf(toolCallId) : calls.length;
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
    if (message.role === 'assistant') calls = (message.toolCalls ?? []).map(({ id }) => id);
  }
  place();
  return ordered;
}
