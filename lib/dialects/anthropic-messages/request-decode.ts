import type { ChatRequest } from '../chat';
import { demandsAll } from '../demands-all';
import { checkLength, MAX_MESSAGES, MAX_TOOLS } from '../limits';
import { validateBody } from '../validate-body';
import { checkToolAnswers } from './check-tool-answers';
import { decodeTextBlock } from './content-decode';
import { decodeMessages } from './messages-decode';
import { type RequestBody, requestSchema } from './schemas';
import { decodeToolChoice, decodeTools } from './tools';

const KNOWN: ReadonlySet<string> = new Set(Object.keys(requestSchema.shape));

/** Reads a client's body. Throws GatewayError `invalid_request` for the first thing wrong with it. */
export function decodeRequest(body: unknown): ChatRequest {
  checkLength(body, 'messages', MAX_MESSAGES);
  checkLength(body, 'tools', MAX_TOOLS);
  const wire = validateBody(requestSchema, body);
  checkToolAnswers(wire.messages);
  const request: ChatRequest = {
    door: 'anthropic-messages',
    model: wire.model,
    messages: [...decodeSystem(wire.system), ...decodeMessages(wire.messages)],
    stream: wire.stream === true,
    includeUsage: true,
    ...decodeTools(wire.tools ?? []),
  };
  if (wire.max_tokens > 0) request.maxOutputTokens = wire.max_tokens;
  readSampling(wire, request);
  readReasoning(wire, request);
  decodeToolChoice(wire, request);
  readExtra(wire, request);
  return request;
}

function decodeSystem(system: RequestBody['system']): ChatRequest['messages'] {
  if (system == null || system.length === 0) return [];
  if (typeof system === 'string') return [{ role: 'system', content: [{ type: 'text', text: system }] }];
  return [{ role: 'system', content: system.map(decodeTextBlock) }];
}

function readSampling(wire: RequestBody, request: ChatRequest): void {
  if (wire.temperature != null) request.temperature = wire.temperature;
  if (wire.top_p != null) request.topP = wire.top_p;
  if (wire.top_k != null && wire.top_k > 0) request.topK = wire.top_k;
  if (wire.stop_sequences != null && wire.stop_sequences.length > 0) request.stop = wire.stop_sequences;
  if (wire.metadata?.user_id != null) request.user = wire.metadata.user_id;
  if (wire.service_tier != null) request.serviceTier = wire.service_tier;
  const format = wire.output_config?.format ?? wire.output_format;
  if (format != null)
    request.responseFormat = {
      kind: 'json_schema',
      name: 'response',
      schema: format.schema,
      // What one vendor keeps to with any closed schema, another does only where nothing is optional.
      ...(demandsAll(format.schema) ? { strict: true } : {}),
    };
}

function readReasoning({ thinking, output_config }: RequestBody, request: ChatRequest): void {
  const effort = output_config?.effort;
  if (thinking?.type === 'enabled') request.reasoning = { budgetTokens: Number(thinking['budget_tokens']) };
  else if (thinking?.type === 'adaptive' || thinking?.type === 'between_tools') request.reasoning = {};
  else if (thinking?.type === 'disabled') request.reasoning = { effort: 'none' };
  if (effort != null && thinking?.type !== 'disabled') request.reasoning = { ...request.reasoning, effort };
}

function readExtra(wire: RequestBody, request: ChatRequest): void {
  for (const [name, value] of Object.entries(wire)) {
    if (KNOWN.has(name) || value === null || value === undefined) continue;
    request.extra ??= {};
    request.extra[name] = value;
  }
}
