import type { ChatRequest } from '@/lib/dialects/chat';
import { GatewayError } from '@/lib/errors/gateway-error';

/** Parameters of the responses API that mean something stored at one vendor, which another one could not go on with. */
const NEED_STORE = ['previous_response_id', 'conversation'] as const;

/** Throws GatewayError `unsupported_parameter` when a request goes on from something stored between requests. */
export function refuseStored(chat: ChatRequest): void {
  if (chat.door !== 'openai-responses') return;
  for (const param of NEED_STORE) {
    if (chat.extra?.[param] === undefined) continue;
    throw new GatewayError(
      'unsupported_parameter',
      `'${param}' is not possible here: this gateway stores no responses. Send the whole conversation in 'input'.`,
      { param },
    );
  }
}
