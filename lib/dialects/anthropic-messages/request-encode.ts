import type { ChatRequest } from '../chat';
import { DroppedParameters } from '../dropped-parameters';
import { asksForDetail } from '../image-source';
import type { JsonRecord } from '../json-value';
import { parameterName, unsupported } from '../parameter-names';
import type { EncodedRequest, EncodeTarget } from '../types';
import { closeSchema } from './close-schema';
import { encodeMessages } from './messages-encode';
import { modelTraits } from './model-traits';
import { encodeThinking, type Thinking } from './thinking';
import { encodeTool, encodeToolChoice } from './tools';

const DEFAULT_MAX_TOKENS = 4_096;
export const API_VERSION = '2023-06-01';

/** Writes a request for `/messages`. Throws GatewayError `unsupported_parameter` for `n` above 1, audio and foreign tools. */
export function encodeRequest(request: ChatRequest, target: EncodeTarget): EncodedRequest {
  if ((request.n ?? 1) > 1) throw unsupported(parameterName(request, 'n'), 'it gives one answer only');
  const dropped = new DroppedParameters(request);
  dropped.addPresent([
    'seed',
    'frequencyPenalty',
    'presencePenalty',
    'logitBias',
    'logprobs',
    'metadata',
    'verbosity',
  ]);
  const images = request.messages.flatMap(({ content }) => content).filter((part) => part.type === 'image');
  if (images.some(({ source }) => asksForDetail(source))) dropped.add('imageDetail');
  const wanted = request.maxOutputTokens ?? target.maxOutputTokens ?? DEFAULT_MAX_TOKENS;
  const thinking = encodeThinking(request, target, wanted, dropped);
  const { system, messages } = encodeMessages(request.messages);
  const body: Record<string, unknown> = {
    model: target.upstreamModel,
    max_tokens: thinking.maxTokens,
    system: system.length === 0 ? undefined : system,
    messages,
    thinking: thinking.thinking,
    output_config: encodeOutput(request, thinking, dropped),
    stop_sequences: encodeStop(request, dropped),
    stream: request.stream ? true : undefined,
    metadata: request.user === undefined ? undefined : { user_id: request.user },
    ...encodeSampling(request, target.upstreamModel, thinking, dropped),
    ...encodeTier(request, dropped),
  };
  if (request.tools !== undefined) {
    body['tools'] = request.tools.map(encodeTool);
    body['tool_choice'] = encodeToolChoice(request);
  }
  dropped.placeExtra(body, 'anthropic-messages');
  if (request.door === 'anthropic-messages' && request.nativeTools !== undefined)
    body['tools'] = [
      ...(request.tools ?? []).map(encodeTool),
      ...request.nativeTools.map((tool) => tool.value),
    ];
  return { path: '/messages', body, headers: { 'anthropic-version': API_VERSION }, dropped: dropped.list() };
}

/** Structured outputs are `output_config.format`; free-form JSON has no such guarantee here. */
function encodeOutput(
  request: ChatRequest,
  { effort }: Thinking,
  dropped: DroppedParameters,
): JsonRecord | undefined {
  const { responseFormat } = request;
  if (responseFormat?.kind === 'json_object') dropped.add('responseFormat');
  const format =
    responseFormat?.kind === 'json_schema'
      ? { type: 'json_schema', schema: closeSchema(responseFormat.schema) }
      : undefined;
  return format === undefined && effort === undefined ? undefined : { effort, format };
}

/** Stop sequences that are blank are refused by the API. */
function encodeStop({ stop }: ChatRequest, dropped: DroppedParameters): string[] | undefined {
  const kept = stop?.filter((sequence) => sequence.trim() !== '');
  if (kept?.length !== stop?.length) dropped.add('stop');
  return kept === undefined || kept.length === 0 ? undefined : kept;
}

/** Sampling is fixed while thinking, and on newer models always. The temperature ends at 1. */
function encodeSampling(
  request: ChatRequest,
  model: string,
  { thinking }: Thinking,
  dropped: DroppedParameters,
): JsonRecord {
  const isThinking = thinking !== undefined && thinking['type'] !== 'disabled';
  if (isThinking || !modelTraits(model).sampling) {
    dropped.addPresent(['temperature', 'topP', 'topK']);
    return {};
  }
  const { temperature, topP, topK } = request;
  if (temperature !== undefined && temperature > 1) dropped.add('temperature');
  const isEither = temperature !== undefined && topP !== undefined && modelTraits(model).samplesByEither;
  if (isEither) dropped.add('topP');
  return {
    temperature: temperature === undefined ? undefined : Math.min(1, temperature),
    top_p: isEither ? undefined : topP,
    top_k: topK,
  };
}

/** OpenAI's tiers say something else, except `auto`. */
function encodeTier({ door, serviceTier }: ChatRequest, dropped: DroppedParameters): JsonRecord {
  if (serviceTier === undefined) return {};
  if (door === 'anthropic-messages' || serviceTier === 'auto') return { service_tier: serviceTier };
  if (serviceTier === 'default') return { service_tier: 'standard_only' };
  dropped.add('serviceTier');
  return {};
}
