import type { ChatRequest } from '@/lib/dialects/chat';
import { spliceJson } from '@/lib/http/splice-json';
import type { Parameters } from '@/lib/routing/policy/schemas';
import { capOutput } from './cap-output';
import type { Exchange } from '../exchange';

type Asked = Pick<Exchange, 'dialect'> & { raw: Buffer; chat: ChatRequest };

/**
 * The request with the parameters of its rule, in its bytes and in the neutral form: where the client said nothing, or
 * the rule says that it overrides. `upstreamModel`: where it goes first, which decides how a limit is called.
 */
export function applyParameters<T extends Asked>(asked: T, parameters: Parameters, upstreamModel: string): T {
  const { maxTokens, temperature, override = false } = parameters;
  let { chat, raw } = asked;
  if (temperature !== undefined && (override || chat.temperature === undefined)) {
    chat = { ...chat, temperature };
    raw = spliceJson(raw, new Map([['temperature', JSON.stringify(temperature)]]));
  }
  if (maxTokens === undefined || (!override && chat.maxOutputTokens !== undefined))
    return { ...asked, chat, raw };
  return capOutput({ ...asked, chat, raw }, upstreamModel, maxTokens);
}
