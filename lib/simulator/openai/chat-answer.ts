import { countOutput, type Answer, type Choice } from '../answer';
import type { Ask } from '../ask';
import type { Json } from '../json';
import type { Quirks } from '../wire';
import { chatUsage } from './chat-usage';
import { showsReasoning } from './shows-reasoning';

export const SYSTEM_FINGERPRINT = 'fp_simulator1';

export function chatId(answer: Answer): string {
  return `chatcmpl-${answer.id}`;
}

/** A chat completion that was not streamed. */
export function chatAnswer(ask: Ask, answer: Answer, quirks: Quirks): Json {
  const body: Json = {
    id: chatId(answer),
    object: 'chat.completion',
    created: answer.createdS,
    model: answer.model,
    choices: answer.choices.map((choice, index) => chatChoice(answer, choice, index)),
    usage: chatUsage(answer.prompt, countOutput(answer.choices), answer.model),
    service_tier: 'default',
    system_fingerprint: SYSTEM_FINGERPRINT,
  };
  if (quirks.usage === 'missing') delete body['usage'];
  return body;
}

function chatChoice(answer: Answer, choice: Choice, index: number): Json {
  const message: Json = {
    role: 'assistant',
    content: choice.calls.length > 0 ? null : choice.text.join(''),
    refusal: null,
    annotations: [],
  };
  if (showsReasoning(answer.model) && choice.reasoning.length > 0) {
    message['reasoning_content'] = choice.reasoning.join('');
  }
  if (choice.calls.length > 0) {
    message['tool_calls'] = choice.calls.map((call) => ({
      id: `call_${call.id}`,
      type: 'function',
      function: { name: call.name, arguments: call.pieces.join('') },
    }));
  }
  return { index, message, logprobs: null, finish_reason: choice.finish };
}
