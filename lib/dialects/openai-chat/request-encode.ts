import type { ChatRequest, ResponseFormat } from '../chat';
import { DroppedParameters } from '../dropped-parameters';
import type { JsonRecord } from '../json-value';
import { openAiEffort } from '../openai-effort';
import type { EncodedRequest, EncodeTarget } from '../types';
import { encodeMessages } from './messages-encode';
import { encodeTool, encodeToolChoice } from './tools';

/** OpenAI's own reasoning models refuse `max_tokens`; many compatible servers know nothing else. */
const WANTS_COMPLETION_TOKENS = /(?:^|\/)(?:gpt-4o|gpt-4\.\d|gpt-[5-9]|o\d|chatgpt)/;

/** How a model wants its output limited: `max_completion_tokens`, else `max_tokens`. */
export function wantsCompletionTokens(model: string): boolean {
  return WANTS_COMPLETION_TOKENS.test(model);
}

/** Writes a request for an OpenAI-compatible upstream; streams always ask for usage. */
export function encodeRequest(request: ChatRequest, target: EncodeTarget): EncodedRequest {
  const dropped = new DroppedParameters(request);
  const model = target.upstreamModel;
  const body: Record<string, unknown> = {
    model,
    messages: encodeMessages(request.messages, dropped),
    [wantsCompletionTokens(model) ? 'max_completion_tokens' : 'max_tokens']: request.maxOutputTokens,
    temperature: request.temperature,
    top_p: request.topP,
    top_k: request.topK,
    stop: encodeStop(request, dropped),
    seed: request.seed,
    n: request.n,
    frequency_penalty: request.frequencyPenalty,
    presence_penalty: request.presencePenalty,
    logit_bias: request.logitBias,
    ...encodeLogprobs(request, dropped),
    verbosity: request.verbosity,
    reasoning_effort: openAiEffort(request, model, dropped),
    response_format: encodeResponseFormat(request.responseFormat),
    user: request.user,
    service_tier: request.door === 'anthropic-messages' ? undefined : request.serviceTier,
    metadata: request.metadata,
  };
  if (request.tools !== undefined) {
    body['tools'] = request.tools.map(encodeTool);
    if (request.toolChoice !== undefined) body['tool_choice'] = encodeToolChoice(request.toolChoice);
    if (request.parallelToolCalls !== undefined) body['parallel_tool_calls'] = request.parallelToolCalls;
    if (request.tools.some((tool) => tool.cacheMarker !== undefined)) dropped.add('cacheMarkers');
  }
  if (request.stream) Object.assign(body, { stream: true, stream_options: { include_usage: true } });
  if (request.topK !== undefined && request.door !== 'openai-chat') {
    delete body['top_k'];
    dropped.add('topK');
  }
  dropped.addToolErrors();
  if (request.reasoning?.summary !== undefined) dropped.add('reasoningSummary');
  if (request.door === 'anthropic-messages' && request.serviceTier !== undefined) dropped.add('serviceTier');
  dropped.placeExtra(body, 'openai-chat');
  if (request.door === 'openai-chat' && request.nativeTools !== undefined)
    body['tools'] = [
      ...(request.tools ?? []).map(encodeTool),
      ...request.nativeTools.map((tool) => tool.value),
    ];
  return { path: '/chat/completions', body, dropped: dropped.list() };
}

/** Clients of Gemini get none of them back, whose shape is another one. */
function encodeLogprobs({ logprobs, door }: ChatRequest, dropped: DroppedParameters): JsonRecord {
  if (logprobs === undefined) return {};
  if (door !== 'gemini') return { logprobs: true, top_logprobs: logprobs.top };
  dropped.add('logprobs');
  return {};
}

/** At most four are taken. */
function encodeStop({ stop }: ChatRequest, dropped: DroppedParameters): string[] | undefined {
  if (stop === undefined || stop.length <= 4) return stop;
  dropped.add('stop');
  return stop.slice(0, 4);
}

function encodeResponseFormat(format: ResponseFormat | undefined): unknown {
  if (format === undefined) return undefined;
  if (format.kind !== 'json_schema') return { type: format.kind };
  const { name, schema, strict, description } = format;
  return { type: 'json_schema', json_schema: { name, schema, strict, description } };
}
