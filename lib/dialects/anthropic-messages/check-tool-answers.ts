import { GatewayError } from '@/lib/errors/gateway-error';
import { textOf } from '../json-value';
import type { MessageBody } from './schemas';

/** Ids of the blocks of one type, with where they stand. */
function idsOf(message: MessageBody | undefined, type: string, member: string): Map<string, number> {
  const ids = new Map<string, number>();
  if (message === undefined || typeof message.content === 'string') return ids;
  message.content.forEach((block, at) => {
    const id = block.type === type ? textOf(block[member]) : undefined;
    if (id !== undefined) ids.set(id, at);
  });
  return ids;
}

/** Each `tool_use` is answered in the very next message, and each `tool_result` answers one of the message before. */
export function checkToolAnswers(messages: readonly MessageBody[]): void {
  let asked = new Map<string, number>();
  for (let at = 0; at <= messages.length; at++) {
    const message = messages[at];
    const answers = idsOf(message, 'tool_result', 'tool_use_id');
    for (const [id, block] of answers)
      if (!asked.has(id))
        throw new GatewayError(
          'invalid_request',
          `messages[${at}].content[${block}]: this 'tool_result' answers no 'tool_use' of the message before it.`,
          { param: `messages[${at}].content[${block}].tool_use_id` },
        );
    for (const [id, block] of asked)
      if (!answers.has(id))
        throw new GatewayError(
          'invalid_request',
          `messages[${at - 1}].content[${block}]: this 'tool_use' has no 'tool_result' in the message after it.`,
          { param: `messages[${at - 1}].content[${block}]` },
        );
    asked = message?.role === 'assistant' ? idsOf(message, 'tool_use', 'id') : new Map();
  }
}
