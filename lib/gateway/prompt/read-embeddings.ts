import { z } from 'zod';
import type { ChatRequest } from '@/lib/dialects/chat';
import { validateBody } from '@/lib/dialects/validate-body';
import { GatewayError } from '@/lib/errors/gateway-error';
import { estimateTokens } from '@/lib/pricing/estimate-tokens';
import type { PromptTokens } from '@/lib/routing/features';

/** OpenAI's own limits. */
const MAX_INPUTS = 2_048;
const MAX_TOKENS = 300_000;

const bodySchema = z.looseObject({
  model: z.string().min(1).max(256),
  input: z.unknown(),
  dimensions: z.number().int().min(1).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  user: z.string().nullish(),
});

function wrong(param: string, why: string): GatewayError {
  return new GatewayError('invalid_request', `Invalid '${param}': ${why}.`, { param });
}

function countTokenNumbers(numbers: readonly unknown[], param: string): number {
  if (numbers.length === 0) throw wrong(param, 'must not be empty');
  if (numbers.length > MAX_TOKENS) throw wrong(param, `must have at most ${MAX_TOKENS} entries`);
  const odd = numbers.findIndex((one) => typeof one !== 'number' || !Number.isInteger(one) || one < 0);
  if (odd !== -1) throw wrong(`${param}[${odd}]`, 'must be a token number');
  return numbers.length;
}

function countInput(input: unknown, param: string): number {
  if (Array.isArray(input)) return countTokenNumbers(input, param);
  if (typeof input !== 'string') throw wrong(param, 'must be a string or an array of token numbers');
  if (input === '') throw wrong(param, 'must not be empty');
  return estimateTokens(input);
}

/** Tokens of each input: a text, a list of token numbers, or a list of either. Throws GatewayError 400. */
function countInputs(input: unknown): number[] {
  if (input === undefined)
    throw new GatewayError('invalid_request', "Missing required parameter: 'input'.", { param: 'input' });
  if (!Array.isArray(input) || typeof input[0] === 'number') return [countInput(input, 'input')];
  if (input.length === 0) throw wrong('input', 'must not be empty');
  if (input.length > MAX_INPUTS) throw wrong('input', `must have at most ${MAX_INPUTS} entries`);
  return input.map((one: unknown, index) => countInput(one, `input[${index}]`));
}

/**
 * An embeddings body in the neutral form, as far as it has one: the inputs stay in the client's own bytes, which are
 * passed on. Throws GatewayError `invalid_request` for the first thing wrong.
 */
export function readEmbeddings(body: unknown): { chat: ChatRequest; promptTokens: PromptTokens } {
  const wire = validateBody(bodySchema, body);
  const tokens = countInputs(wire.input);
  const chat: ChatRequest = { door: 'openai-chat', model: wire.model, messages: [], stream: false };
  if (wire.user != null) chat.user = wire.user;
  const total = tokens.reduce((sum, one) => sum + one, 0);
  return { chat, promptTokens: { total, largest: Math.max(...tokens) } };
}
