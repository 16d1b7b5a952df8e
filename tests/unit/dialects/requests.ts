import type { ChatRequest } from '@/lib/dialects/chat';
import { dialectFor } from '@/lib/dialects/registry';
import type { DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';

export const messages = [{ role: 'user', content: 'x' }];
export const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };
export const openai = (more: object) =>
  dialectFor('openai-chat').decodeRequest({ model: 'm', messages, ...more });
export const responses = (more: object) =>
  dialectFor('openai-responses').decodeRequest({ model: 'm', input: 'x', ...more });
export const anthropic = (more: object) =>
  dialectFor('anthropic-messages').decodeRequest({ model: 'm', max_tokens: 100, messages, ...more });
export const to = (
  name: DialectName,
  request: ChatRequest,
  upstreamModel = 'some-model',
  maxOutputTokens?: number,
) => dialectFor(name).encodeRequest(request, { upstreamModel, maxOutputTokens });
export const body = (encoded: { body: object }) =>
  JSON.parse(JSON.stringify(encoded.body)) as Record<string, unknown>;

/** The GatewayError that the work ends with. */
export function refusal(work: () => unknown): GatewayError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof GatewayError) return thrown;
  }
  throw new Error('not refused');
}
