import { msg } from '@/lib/i18n/msg';
import { z } from 'zod';
import type { ChatRequest } from '@/lib/dialects/chat';
import { isRecord } from '@/lib/dialects/json-value';
import { validateBody } from '@/lib/dialects/validate-body';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { type Caller, type Features, readFeatures } from '@/lib/routing/features';
import { promptMeters } from '@/lib/routing/prompt-meters';
import type { Exchange } from '../exchange';
import { readEmbeddings } from '../prompt/read-embeddings';

/** Output that is taken for granted when nobody says how long the answer may be. */
export const ASSUMED_OUTPUT_TOKENS = 500;

const count = z.number().int().min(0).max(1_000_000_000);
const countsSchema = z.strictObject({
  model: z.string().min(1).max(256),
  tokens: z.strictObject({
    /** The whole prompt. */
    input: count,
    /** Part of it that comes from the provider's cache. */
    cached_input: count.optional(),
    output: count.optional(),
    /** Part of the output that is reasoning. */
    reasoning: count.optional(),
  }),
  operation: z.enum(['chat', 'embeddings']).optional(),
  service_tier: z.string().min(1).max(64).optional(),
});
const outputSchema = z.looseObject({ output_tokens: count.nullish() });

export interface Estimate {
  chat: ChatRequest;
  features: Features;
  meters: MeterQuantities;
  /** What the counts rest on, in words. */
  assumptions: string[];
}

/** Who asks, given what the body says of the request. */
type ReadCaller = (metadata?: ChatRequest['metadata']) => Caller;

/**
 * Reads what is to be estimated: token counts (`tokens`), an embeddings body (`input` without `messages`), or a chat
 * body as it would be sent, with `output_tokens` beside it if the length of the answer is known. Throws GatewayError.
 */
export function readEstimate(exchange: Exchange, body: unknown): (caller: ReadCaller) => Estimate {
  if (isRecord(body) && 'tokens' in body) return ofCounts(validateBody(countsSchema, body));
  if (isRecord(body) && 'input' in body && !('messages' in body)) return ofEmbeddings(body);
  const { output_tokens: output, ...rest } = validateBody(outputSchema, body);
  const chat = exchange.dialect.decodeRequest(rest);
  return (caller) => {
    const features = readFeatures(chat, caller(chat.metadata));
    const expected = output ?? chat.maxOutputTokens ?? ASSUMED_OUTPUT_TOKENS;
    const answers = chat.n ?? 1;
    return {
      chat,
      features,
      meters: { ...promptMeters(features), ...said(expected * answers) },
      assumptions: [
        msg(
          'The prompt is counted by an estimate that is within about a fifth; none of it is taken as cached.',
        ),
        outputWords(output ?? undefined, chat.maxOutputTokens, answers),
      ],
    };
  };
}

function ofCounts({
  model,
  tokens,
  operation,
  service_tier,
}: z.infer<typeof countsSchema>): (caller: ReadCaller) => Estimate {
  const chat: ChatRequest = { door: 'openai-chat', model, messages: [], stream: false };
  if (service_tier !== undefined) chat.serviceTier = service_tier;
  const cached = Math.min(tokens.cached_input ?? 0, tokens.input);
  const isEmbeddings = operation === 'embeddings';
  const output = isEmbeddings ? 0 : (tokens.output ?? 0);
  const reasoning = Math.min(tokens.reasoning ?? 0, output);
  return (caller) => ({
    chat,
    features: {
      ...readFeatures(chat, caller(), isEmbeddings ? { total: tokens.input, largest: 0 } : undefined),
      inputTokens: tokens.input,
    },
    meters: {
      ...used(tokens.input - cached, output - reasoning),
      ...(cached > 0 ? { 'in.cache_read': cached } : {}),
      ...(reasoning > 0 ? { 'out.reasoning': reasoning } : {}),
    },
    assumptions: [msg('The counts are those that were given.')],
  });
}

function ofEmbeddings(body: unknown): (caller: ReadCaller) => Estimate {
  const { chat, promptTokens } = readEmbeddings(body);
  return (caller) => ({
    chat,
    features: readFeatures(chat, caller(), promptTokens),
    meters: used(promptTokens.total, 0),
    assumptions: [msg('The inputs are counted by an estimate that is within about a fifth.')],
  });
}

function used(input: number, output: number): MeterQuantities {
  return { 'in.text': input, ...said(output) };
}

const said = (output: number): MeterQuantities => (output > 0 ? { 'out.text': output } : {});

function outputWords(said: number | undefined, limit: number | undefined, answers: number): string {
  const each = answers > 1 ? msg(`, times ${answers} answers`) : '';
  if (said !== undefined) return msg(`The output is the ${said} tokens that were given${each}.`);
  if (limit !== undefined) return msg(`The output is as long as the request allows: ${limit} tokens${each}.`);
  return msg(`Nothing says how long the output may be: ${ASSUMED_OUTPUT_TOKENS} tokens are assumed${each}.`);
}
