import type { ChatRequest } from '@/lib/dialects/chat';
import { parameterName } from '@/lib/dialects/parameter-names';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Need } from '@/lib/routing/features';
import type { RoutePlan } from '@/lib/routing/select-targets';
import type { Operation } from '../exchange';

/** The client's own name for what is in the way. */
function paramOf(need: Need | 'context', chat: ChatRequest, operation: Operation): string {
  switch (need) {
    case 'tools':
      return 'tools';
    case 'jsonSchema':
      return parameterName(chat, 'responseFormat');
    case 'severalAnswers':
      return parameterName(chat, 'n');
    case 'logprobs':
      return parameterName(chat, 'logprobs');
    case 'embeddings':
      return 'model';
    case 'images':
    case 'audio':
    case 'files':
    case 'context':
      return operation === 'embeddings' || chat.door === 'openai-responses' ? 'input' : 'messages';
    default:
      return need satisfies never;
  }
}

/** Why a request without a target is refused: 404, 400 when the request itself is the cause, else 503. */
export function planError(
  plan: Exclude<RoutePlan, { kind: 'targets' }>,
  chat: ChatRequest,
  operation: Operation,
): GatewayError {
  if (plan.kind === 'unknown_model') {
    const message = `The model “${chat.model.slice(0, 200)}” does not exist here.`;
    return new GatewayError('model_not_found', message, { param: 'model' });
  }
  const why = plan.reason.skipped.map(({ target, reason }) => `${target}: ${reason}`).join('; ');
  const message = `No model can take this request${why === '' ? '' : ` (${why})`}.`;
  if (plan.cause === undefined) return new GatewayError('no_target_available', message);
  const code = plan.cause === 'context' ? 'context_length_exceeded' : 'unsupported_parameter';
  return new GatewayError(code, message, { param: paramOf(plan.cause, chat, operation) });
}
