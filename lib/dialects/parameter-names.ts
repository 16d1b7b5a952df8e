import { GatewayError } from '@/lib/errors/gateway-error';
import type { ChatRequest } from './chat';
import type { DialectName } from './types';

/** Neutral parameters that some upstream lacks. */
export type Parameter =
  | 'cacheMarkers'
  | 'frequencyPenalty'
  | 'imageDetail'
  | 'logitBias'
  | 'logprobs'
  | 'metadata'
  | 'n'
  | 'parallelToolCalls'
  | 'presencePenalty'
  | 'reasoning'
  | 'reasoningSummary'
  | 'responseFormat'
  | 'seed'
  | 'serviceTier'
  | 'stop'
  | 'strict'
  | 'temperature'
  | 'toolChoice'
  | 'toolError'
  | 'topK'
  | 'topP'
  | 'user'
  | 'verbosity';

const OPENAI_CHAT: Record<Parameter, string> = {
  cacheMarkers: 'cache_control',
  frequencyPenalty: 'frequency_penalty',
  imageDetail: 'image_url.detail',
  logitBias: 'logit_bias',
  logprobs: 'logprobs',
  metadata: 'metadata',
  n: 'n',
  parallelToolCalls: 'parallel_tool_calls',
  presencePenalty: 'presence_penalty',
  reasoning: 'reasoning_effort',
  reasoningSummary: 'reasoning.summary',
  responseFormat: 'response_format',
  seed: 'seed',
  serviceTier: 'service_tier',
  stop: 'stop',
  strict: 'strict',
  temperature: 'temperature',
  toolChoice: 'tool_choice',
  toolError: 'tool_result.is_error',
  topK: 'top_k',
  topP: 'top_p',
  user: 'user',
  verbosity: 'verbosity',
};

const NAMES: Record<DialectName, Record<Parameter, string>> = {
  'openai-chat': OPENAI_CHAT,
  'openai-responses': {
    ...OPENAI_CHAT,
    logprobs: 'top_logprobs',
    reasoning: 'reasoning',
    responseFormat: 'text.format',
    verbosity: 'text.verbosity',
  },
  'anthropic-messages': {
    ...OPENAI_CHAT,
    parallelToolCalls: 'tool_choice.disable_parallel_tool_use',
    reasoning: 'thinking',
    responseFormat: 'output_config.format',
    stop: 'stop_sequences',
    user: 'metadata.user_id',
  },
  gemini: {
    ...OPENAI_CHAT,
    frequencyPenalty: 'generationConfig.frequencyPenalty',
    logprobs: 'generationConfig.responseLogprobs',
    n: 'generationConfig.candidateCount',
    presencePenalty: 'generationConfig.presencePenalty',
    reasoning: 'generationConfig.thinkingConfig',
    responseFormat: 'generationConfig.responseMimeType',
    seed: 'generationConfig.seed',
    stop: 'generationConfig.stopSequences',
    temperature: 'generationConfig.temperature',
    toolChoice: 'toolConfig',
    topK: 'generationConfig.topK',
    topP: 'generationConfig.topP',
  },
};

/** What the client calls a parameter: the name in the dialect that the request was read from. */
export function parameterName(request: ChatRequest, parameter: Parameter): string {
  return NAMES[request.door ?? 'openai-chat'][parameter];
}

/** A refusal for what an upstream cannot say and what must not be dropped silently. */
export function unsupported(param: string, why: string): GatewayError {
  return new GatewayError('unsupported_parameter', `'${param}' is not possible with this model: ${why}.`, {
    param,
  });
}
