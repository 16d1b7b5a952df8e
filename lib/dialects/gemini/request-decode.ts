import type { ChatRequest, ResponseFormat } from '../chat';
import { checkLength, MAX_MESSAGES, MAX_TOOLS } from '../limits';
import { validateBody } from '../validate-body';
import { decodeContent } from './content-decode';
import { decodeMessages } from './messages-decode';
import { type GenerationConfigBody, type RequestBody, requestSchema } from './schemas';
import { decodeToolChoice, decodeTools } from './tools';

const KNOWN: ReadonlySet<string> = new Set(Object.keys(requestSchema.shape));

/** Reads a client's body, with `model` and `stream` of its path beside it. Throws GatewayError `invalid_request`. */
export function decodeRequest(body: unknown): ChatRequest {
  checkLength(body, 'contents', MAX_MESSAGES);
  checkLength(body, 'tools', MAX_TOOLS);
  const wire = validateBody(requestSchema, body);
  const system = decodeContent(wire.systemInstruction?.parts ?? [], ['systemInstruction', 'parts']);
  const request: ChatRequest = {
    door: 'gemini',
    model: wire.model,
    messages: [
      ...(system.length === 0 ? [] : [{ role: 'system' as const, content: system }]),
      ...decodeMessages(wire.contents),
    ],
    stream: wire.stream === true,
    includeUsage: true,
    ...decodeTools(wire.tools ?? []),
  };
  decodeToolChoice(wire, request);
  readSampling(wire.generationConfig ?? {}, request);
  readExtra(wire, request);
  return request;
}

function readSampling(config: GenerationConfigBody, request: ChatRequest): void {
  const { thinkingConfig: thinking, stopSequences } = config;
  Object.assign(
    request,
    present({
      temperature: config.temperature,
      topP: config.topP,
      topK: config.topK,
      n: config.candidateCount,
      maxOutputTokens: config.maxOutputTokens,
      seed: config.seed,
      presencePenalty: config.presencePenalty,
      frequencyPenalty: config.frequencyPenalty,
      responseFormat: decodeFormat(config),
    } satisfies Partial<ChatRequest>),
  );
  if (stopSequences !== undefined && stopSequences.length > 0) request.stop = stopSequences;
  if (config.responseLogprobs === true)
    request.logprobs = config.logprobs === undefined ? {} : { top: config.logprobs };
  if (thinking?.thinkingLevel !== undefined)
    request.reasoning = { effort: thinking.thinkingLevel.toLowerCase() };
  else if (thinking?.thinkingBudget !== undefined && thinking.thinkingBudget >= 0)
    request.reasoning = { budgetTokens: thinking.thinkingBudget };
}

function present(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}

function decodeFormat(config: GenerationConfigBody): ResponseFormat | undefined {
  if (config.responseMimeType !== 'application/json') return undefined;
  const schema = config.responseJsonSchema ?? config.responseSchema;
  return schema === undefined ? { kind: 'json_object' } : { kind: 'json_schema', name: 'response', schema };
}

function readExtra(wire: RequestBody, request: ChatRequest): void {
  for (const [name, value] of Object.entries(wire)) {
    if (KNOWN.has(name) || value === null || value === undefined) continue;
    request.extra ??= {};
    request.extra[name] = value;
  }
}
