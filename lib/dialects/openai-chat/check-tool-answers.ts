import { GatewayError } from '@/lib/errors/gateway-error';
import type { MessageBody } from './schemas';

/** Each tool call is answered by the tool messages right after it, and no tool message answers anything else. */
export function checkToolAnswers(messages: readonly MessageBody[]): void {
  let open = new Set<string>();
  let askedAt = 0;
  const refuseOpen = () =>
    new GatewayError(
      'invalid_request',
      `messages[${askedAt}]: each 'tool_calls' entry must be answered by a tool message right after it; missing: ${[...open].slice(0, 5).join(', ').slice(0, 200)}.`,
      { param: `messages[${askedAt}].tool_calls` },
    );
  messages.forEach((message, at) => {
    if (message.role === 'tool') {
      if (open.delete(message.tool_call_id) || answered(messages, askedAt, at, message.tool_call_id)) return;
      throw new GatewayError(
        'invalid_request',
        `messages[${at}]: a tool message must answer a 'tool_calls' entry of the assistant message before it.`,
        { param: `messages[${at}].tool_call_id` },
      );
    }
    if (open.size > 0) throw refuseOpen();
    if (message.role === 'assistant' && message.tool_calls != null) {
      open = new Set(message.tool_calls.map((call) => call.id));
      askedAt = at;
    }
  });
  if (open.size > 0) throw refuseOpen();
}

/** A second answer to a call that has had one; vendors take it. */
function answered(messages: readonly MessageBody[], askedAt: number, at: number, id: string): boolean {
  const asking = messages[askedAt];
  if (asking?.role !== 'assistant' || asking.tool_calls == null) return false;
  return messages[at - 1]?.role === 'tool' && asking.tool_calls.some((call) => call.id === id);
}
