import { countOutput, type Answer, type Choice } from '../answer';
import type { Ask } from '../ask';
import { asRecord, type Json } from '../json';
import type { Quirks } from '../wire';
import { messagesUsage } from './usage';

export function messageId(answer: Answer): string {
  return `msg_01${answer.id.slice(0, 22)}`;
}

/** A thinking block's signature: opaque to clients. */
export function signature(answer: Answer): string {
  return Buffer.from(`simulated:${answer.id}`).toString('base64');
}

export function stopReason(choice: Choice): string {
  if (choice.stopSequence !== undefined) return 'stop_sequence';
  switch (choice.finish) {
    case 'stop':
      return 'end_turn';
    case 'length':
      return 'max_tokens';
    case 'tool_calls':
      return 'tool_use';
    default:
      return choice.finish satisfies never;
  }
}

/** Arguments as the object that Anthropic sends; what was cut short becomes an empty one. */
function inputOf(text: string): Json {
  try {
    return asRecord(JSON.parse(text)) ?? {};
  } catch {
    return {};
  }
}

/** A message that was not streamed. */
export function messagesAnswer(_ask: Ask, answer: Answer, quirks: Quirks): Json {
  const choice = answer.choices[0];
  const content: Json[] = [];
  if (choice && choice.reasoning.length > 0) {
    content.push({ type: 'thinking', thinking: choice.reasoning.join(''), signature: signature(answer) });
  }
  if (choice && choice.text.length > 0) content.push({ type: 'text', text: choice.text.join('') });
  for (const call of choice?.calls ?? []) {
    const input = inputOf(call.pieces.join(''));
    content.push({ type: 'tool_use', id: `toolu_01${call.id.slice(0, 22)}`, name: call.name, input });
  }
  const body: Json = {
    id: messageId(answer),
    type: 'message',
    role: 'assistant',
    model: answer.model,
    content,
    stop_reason: choice ? stopReason(choice) : 'end_turn',
    stop_sequence: choice?.stopSequence ?? null,
    usage: messagesUsage(answer.prompt, countOutput(answer.choices)),
  };
  if (quirks.usage === 'missing') delete body['usage'];
  return body;
}
