import { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatRequest, ResponseFormat } from '../chat';
import { checkLength, MAX_MESSAGES, MAX_TOOLS } from '../limits';
import { validateBody } from '../validate-body';
import { checkToolAnswers } from './check-tool-answers';
import { decodePlain } from './decode-plain';
import { decodeMessages } from './messages-decode';
import { type RequestBody, requestSchema } from './schemas';
import { decodeToolChoice, decodeTools } from './tools';

const KNOWN: ReadonlySet<string> = new Set(Object.keys(requestSchema.shape));

/** Reads a client's body. Throws GatewayError `invalid_request` for the first thing wrong with it. */
export function decodeRequest(body: unknown): ChatRequest {
  checkLength(body, 'messages', MAX_MESSAGES);
  checkLength(body, 'tools', MAX_TOOLS);
  const plain = decodePlain(body);
  if (plain !== undefined) return plain;
  const wire = validateBody(requestSchema, body);
  checkTogether(wire);
  checkToolAnswers(wire.messages);
  const request: ChatRequest = {
    door: 'openai-chat',
    model: wire.model,
    messages: decodeMessages(wire.messages),
    stream: wire.stream === true,
    ...decodeTools(wire.tools ?? []),
  };
  readSampling(wire, request);
  readAnswerShape(wire, request);
  decodeToolChoice(wire, request);
  readExtra(wire, request);
  return request;
}

function checkTogether(wire: RequestBody): void {
  const refuse = (param: string, message: string) => new GatewayError('invalid_request', message, { param });
  if (wire.stream_options != null && wire.stream !== true)
    throw refuse('stream_options', "'stream_options' is only allowed when 'stream' is true.");
  if (wire.top_logprobs != null && wire.logprobs !== true)
    throw refuse('top_logprobs', "'top_logprobs' is only allowed when 'logprobs' is true.");
  if (Object.keys(wire.metadata ?? {}).length > 16)
    throw refuse('metadata', "Invalid 'metadata': must have at most 16 entries.");
}

function readSampling(wire: RequestBody, request: ChatRequest): void {
  // Where both stand, a server may heed either: what is kept to a limit is the larger.
  const maxTokens = Math.max(wire.max_completion_tokens ?? 0, wire.max_tokens ?? 0);
  if (maxTokens > 0) request.maxOutputTokens = maxTokens;
  if (wire.temperature != null) request.temperature = wire.temperature;
  if (wire.top_p != null) request.topP = wire.top_p;
  if (wire.top_k != null && wire.top_k > 0) request.topK = wire.top_k;
  if (wire.seed != null) request.seed = wire.seed;
  if (wire.n != null) request.n = wire.n;
  if (wire.frequency_penalty != null) request.frequencyPenalty = wire.frequency_penalty;
  if (wire.presence_penalty != null) request.presencePenalty = wire.presence_penalty;
  if (wire.logit_bias != null) request.logitBias = wire.logit_bias;
  if (wire.reasoning_effort != null && wire.reasoning_effort !== 'default')
    request.reasoning = { effort: wire.reasoning_effort };
  const stop = typeof wire.stop === 'string' ? [wire.stop] : wire.stop;
  if (stop != null && stop.length > 0) request.stop = stop;
}

function readAnswerShape(wire: RequestBody, request: ChatRequest): void {
  if (wire.response_format != null) request.responseFormat = decodeResponseFormat(wire.response_format);
  if (wire.verbosity != null) request.verbosity = wire.verbosity;
  if (wire.logprobs === true) request.logprobs = wire.top_logprobs == null ? {} : { top: wire.top_logprobs };
  if (wire.stream_options?.include_usage === true) request.includeUsage = true;
  if (wire.user != null) request.user = wire.user;
  if (wire.service_tier != null) request.serviceTier = wire.service_tier;
  if (wire.metadata != null) request.metadata = wire.metadata;
}

function decodeResponseFormat(wire: NonNullable<RequestBody['response_format']>): ResponseFormat {
  if (wire.type !== 'json_schema') return { kind: wire.type };
  const { name, schema, strict, description } = wire.json_schema;
  return {
    kind: 'json_schema',
    name,
    schema: schema ?? {},
    ...(strict == null ? {} : { strict }),
    ...(description == null ? {} : { description }),
  };
}

function readExtra(wire: RequestBody, request: ChatRequest): void {
  for (const [name, value] of Object.entries(wire)) {
    if (KNOWN.has(name) || value === null || value === undefined) continue;
    request.extra ??= {};
    request.extra[name] = value;
  }
}
