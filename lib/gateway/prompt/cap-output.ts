import type { DialectName } from '@/lib/dialects/types';
import { budgetWithin } from '@/lib/dialects/anthropic-messages/thinking';
import { isRecord, tryParseJson } from '@/lib/dialects/json-value';
import { wantsCompletionTokens } from '@/lib/dialects/openai-chat/request-encode';
import { spliceJson } from '@/lib/http/splice-json';
import type { AdmittedExchange } from '../exchange';

/** The members of a body that limit the output, in a dialect's words, with their values as JSON. */
function limitMembers(
  dialect: DialectName,
  body: Record<string, unknown>,
  model: string,
  tokens: number,
): [name: string, json: string][] {
  const limit = String(tokens);
  switch (dialect) {
    case 'openai-chat': {
      // Where both stand, a server may heed either.
      const said = ['max_completion_tokens', 'max_tokens'].filter((name) => typeof body[name] === 'number');
      if (said.length > 0) return said.map((name) => [name, limit]);
      return [[wantsCompletionTokens(model) ? 'max_completion_tokens' : 'max_tokens', limit]];
    }
    case 'anthropic-messages':
      return [['max_tokens', limit], ...thinkingWithin(body['thinking'], tokens)];
    case 'openai-responses':
      return [['max_output_tokens', limit]];
    case 'gemini': {
      const config = body['generationConfig'];
      const limited = { ...(isRecord(config) ? config : {}), maxOutputTokens: tokens };
      return [['generationConfig', JSON.stringify(limited)]];
    }
    default:
      return dialect satisfies never;
  }
}

/** Thinking counts towards the limit, and a budget that is not below it is refused. */
function thinkingWithin(thinking: unknown, tokens: number): [name: string, json: string][] {
  if (!isRecord(thinking)) return [];
  const { budget_tokens: budget } = thinking;
  if (typeof budget !== 'number' || budget < tokens) return [];
  const within = budgetWithin(budget, tokens);
  const cut = within === undefined ? { type: 'disabled' } : { ...thinking, budget_tokens: within };
  return [['thinking', JSON.stringify(cut)]];
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
  const members = limitMembers(exchange.dialect.name, body, model, tokens);
  return { ...exchange, chat, raw: spliceJson(exchange.raw, new Map(members)) };
}

/** The same request within what its key may have answered at most. */
export function keepToKeyLimit(exchange: AdmittedExchange, model: string): AdmittedExchange {
  const { maxTokens } = exchange.key;
  if (maxTokens === undefined || exchange.operation === 'embeddings') return exchange;
  if ((exchange.chat.maxOutputTokens ?? Infinity) <= maxTokens) return exchange;
  return capOutput(exchange, model, maxTokens);
}
