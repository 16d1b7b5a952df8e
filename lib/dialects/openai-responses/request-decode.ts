import type { ChatRequest, ResponseFormat } from '../chat';
import { checkLength, MAX_MESSAGES, MAX_TOOLS } from '../limits';
import { unsupported } from '../parameter-names';
import { validateBody } from '../validate-body';
import { decodeMessages } from './messages-decode';
import { type RequestBody, requestSchema } from './schemas';
import { decodeToolChoice, decodeTools } from './tools';

const KNOWN: ReadonlySet<string> = new Set(Object.keys(requestSchema.shape));

/** Reads a client's body. Throws GatewayError `invalid_request` for the first thing wrong, and refuses background work. */
export function decodeRequest(body: unknown): ChatRequest {
  checkLength(body, 'input', MAX_MESSAGES);
  checkLength(body, 'tools', MAX_TOOLS);
  const wire = validateBody(requestSchema, body);
  if (wire.background === true) throw unsupported('background', 'answers are given at once or streamed');
  const request: ChatRequest = {
    door: 'openai-responses',
    model: wire.model,
    messages: decodeMessages(wire),
    stream: wire.stream === true,
    includeUsage: true,
    ...decodeTools(wire.tools ?? []),
  };
  readSampling(wire, request);
  decodeToolChoice(wire, request);
  readExtra(wire, request);
  return request;
}

function readSampling(wire: RequestBody, request: ChatRequest): void {
  if (wire.max_output_tokens != null) request.maxOutputTokens = wire.max_output_tokens;
  if (wire.temperature != null) request.temperature = wire.temperature;
  if (wire.top_p != null) request.topP = wire.top_p;
  if (wire.top_logprobs != null && wire.top_logprobs > 0) request.logprobs = { top: wire.top_logprobs };
  if (wire.reasoning != null) {
    const { effort, summary } = wire.reasoning;
    request.reasoning = { ...(effort != null && { effort }), ...(summary != null && { summary }) };
  }
  if (wire.text?.verbosity != null) request.verbosity = wire.text.verbosity;
  if (wire.user != null) request.user = wire.user;
  if (wire.service_tier != null) request.serviceTier = wire.service_tier;
  if (wire.metadata != null) request.metadata = wire.metadata;
  if (wire.text?.format != null) request.responseFormat = decodeFormat(wire.text.format);
}

function decodeFormat(format: NonNullable<NonNullable<RequestBody['text']>['format']>): ResponseFormat {
  if (format.type !== 'json_schema') return { kind: format.type };
  return {
    kind: 'json_schema',
    name: format.name,
    schema: format.schema,
    ...(format.strict == null ? {} : { strict: format.strict }),
    ...(format.description == null ? {} : { description: format.description }),
  };
}

function readExtra(wire: RequestBody, request: ChatRequest): void {
  for (const [name, value] of Object.entries(wire)) {
    if (KNOWN.has(name) || value === null || value === undefined) continue;
    request.extra ??= {};
    request.extra[name] = value;
  }
}
