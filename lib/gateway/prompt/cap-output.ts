import type { DialectName } from '@/lib/dialects/types';
import { isRecord, tryParseJson } from '@/lib/dialects/json-value';
import { wantsCompletionTokens } from '@/lib/dialects/openai-chat/request-encode';
import { spliceJson } from '@/lib/http/splice-json';
import type { AdmittedExchange } from '../exchange';

/** The member of a body that limits the output, in a dialect's words. */
function limitMember(
  dialect: DialectName,
  body: Record<string, unknown>,
  model: string,
  tokens: number,
): [name: string, value: unknown] {
  switch (dialect) {
    case 'openai-chat': {
      if (typeof body['max_completion_tokens'] === 'number') return ['max_completion_tokens', tokens];
      const known = typeof body['max_tokens'] === 'number' || !wantsCompletionTokens(model);
      return [known ? 'max_tokens' : 'max_completion_tokens', tokens];
    }
    case 'anthropic-messages':
      return ['max_tokens', tokens];
    case 'openai-responses':
      return ['max_output_tokens', tokens];
    case 'gemini': {
      const config = body['generationConfig'];
      return ['generationConfig', { ...(isRecord(config) ? config : {}), maxOutputTokens: tokens }];
    }
    default:
      return dialect satisfies never;
  }
}

/** The same request with at most so many output tokens, in its bytes and in the neutral form. */
export function capOutput<T extends Pick<AdmittedExchange, 'dialect' | 'chat' | 'raw'>>(
  exchange: T,
  model: string,
  tokens: number,
): T {
  const body = tryParseJson(exchange.raw.toString('utf8'));
  const chat = { ...exchange.chat, maxOutputTokens: tokens };
  if (!isRecord(body)) return { ...exchange, chat };
  const [name, value] = limitMember(exchange.dialect.name, body, model, tokens);
  return { ...exchange, chat, raw: spliceJson(exchange.raw, new Map([[name, JSON.stringify(value)]])) };
}

/** The same request within what its key may have answered at most. */
export function keepToKeyLimit(exchange: AdmittedExchange, model: string): AdmittedExchange {
  const { maxTokens } = exchange.key;
  if (maxTokens === undefined || exchange.operation === 'embeddings') return exchange;
  if ((exchange.chat.maxOutputTokens ?? Infinity) <= maxTokens) return exchange;
  return capOutput(exchange, model, maxTokens);
}
