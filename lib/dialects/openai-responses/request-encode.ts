import type { ChatRequest, ResponseFormat } from '../chat';
import { DroppedParameters } from '../dropped-parameters';
import type { JsonRecord } from '../json-value';
import { openAiEffort, thinksNot } from '../openai-effort';
import { parameterName, unsupported } from '../parameter-names';
import type { EncodedRequest, EncodeTarget } from '../types';
import { encodeMessages } from './messages-encode';
import { encodeTool, encodeToolChoice } from './tools';

/** The API's own lower bound. */
const MIN_OUTPUT_TOKENS = 16;

/** Writes a request for `/responses`. Nothing is stored there; encrypted reasoning comes back with the answer instead. */
export function encodeRequest(request: ChatRequest, target: EncodeTarget): EncodedRequest {
  if ((request.n ?? 1) > 1) throw unsupported(parameterName(request, 'n'), 'it gives one answer only');
  const dropped = new DroppedParameters(request);
  dropped.addPresent([
    'seed',
    'stop',
    'frequencyPenalty',
    'presencePenalty',
    'logitBias',
    'logprobs',
    'topK',
  ]);
  const { maxOutputTokens, reasoning, tools } = request;
  const model = target.upstreamModel;
  const effort = openAiEffort(request, model, dropped);
  const showsThought = reasoning !== undefined && effort !== 'none' && !thinksNot(model);
  const body: Record<string, unknown> = {
    model,
    input: encodeMessages(request.messages, dropped),
    store: false,
    max_output_tokens:
      maxOutputTokens === undefined ? undefined : Math.max(MIN_OUTPUT_TOKENS, maxOutputTokens),
    temperature: request.temperature,
    top_p: request.topP,
    reasoning: encodeReasoning(effort, reasoning?.summary),
    include: showsThought ? ['reasoning.encrypted_content'] : undefined,
    text: encodeText(request),
    stream: request.stream ? true : undefined,
    user: request.user,
    metadata: request.metadata,
  };
  if (request.serviceTier !== undefined) {
    if (request.door === 'anthropic-messages') dropped.add('serviceTier');
    else body['service_tier'] = request.serviceTier;
  }
  if (tools !== undefined) {
    body['tools'] = tools.map(encodeTool);
    if (request.toolChoice !== undefined) body['tool_choice'] = encodeToolChoice(request.toolChoice);
    if (request.parallelToolCalls !== undefined) body['parallel_tool_calls'] = request.parallelToolCalls;
    if (tools.some((tool) => tool.cacheMarker !== undefined)) dropped.add('cacheMarkers');
  }
  dropped.addToolErrors();
  dropped.placeExtra(body, 'openai-responses');
  if (request.door === 'openai-responses' && request.nativeTools !== undefined)
    body['tools'] = [...(tools ?? []).map(encodeTool), ...request.nativeTools.map((tool) => tool.value)];
  return { path: '/responses', body, dropped: dropped.list() };
}

function encodeReasoning(effort: string | undefined, summary: string | undefined): JsonRecord | undefined {
  return effort === undefined && summary === undefined ? undefined : { effort, summary };
}

function encodeText({ responseFormat, verbosity }: ChatRequest): JsonRecord | undefined {
  const format = responseFormat === undefined ? undefined : encodeFormat(responseFormat);
  return format === undefined && verbosity === undefined ? undefined : { format, verbosity };
}

function encodeFormat(format: ResponseFormat): Record<string, unknown> {
  if (format.kind !== 'json_schema') return { type: format.kind };
  const { name, schema, strict, description } = format;
  return { type: 'json_schema', name, schema, strict: strict ?? false, description };
}
