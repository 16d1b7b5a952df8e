import type { DialectName } from '@/lib/dialects/types';

/** Where a server departs from the dialect that it speaks. */
export interface Quirks {
  /** Reports usage in each stream unasked and does not know `stream_options`. */
  usageUnasked?: true;
  /** Top-level parameters under another name there. */
  renames?: Readonly<Record<string, string>>;
  /** Top-level parameters that it answers with an error; left out and named in `x-tollgate-dropped`. */
  drops?: readonly string[];
  /** Header that takes the bare key; absent: the dialect's own way. */
  keyHeader?: string;
  /** The model is a deployment in the path, and each call names the API's version (Azure OpenAI). */
  deployments?: { apiVersion: string };
}

export interface Preset {
  name: string;
  dialect: DialectName;
  /** Absent: there is none that holds for everybody. */
  baseUrl?: string;
  /** Where a server on this machine is, when its base URL is left out too. */
  privateAddresses?: readonly string[];
  quirks: Quirks;
}

/** A server that is on this machine unless its base URL says otherwise. */
const HERE = { privateAddresses: ['127.0.0.1'] };

const OLD_LIMIT = { max_completion_tokens: 'max_tokens' };

/** Known servers, so that a provider needs no more than a preset and a key. Facts as of 2026-11, from each vendor's reference. */
export const PRESETS = {
  openai: { name: 'OpenAI', dialect: 'openai-chat', baseUrl: 'https://api.openai.com/v1', quirks: {} },
  anthropic: {
    name: 'Anthropic',
    dialect: 'anthropic-messages',
    baseUrl: 'https://api.anthropic.com/v1',
    quirks: {},
  },
  gemini: {
    name: 'Google Gemini',
    dialect: 'gemini',
    baseUrl: 'https://generativelanguage.googleapis.com/v1beta',
    quirks: {},
  },
  'azure-openai': {
    name: 'Azure OpenAI',
    dialect: 'openai-chat',
    quirks: { keyHeader: 'api-key', deployments: { apiVersion: '2024-10-21' } },
  },
  deepseek: {
    name: 'DeepSeek',
    dialect: 'openai-chat',
    baseUrl: 'https://api.deepseek.com/v1',
    quirks: { renames: OLD_LIMIT },
  },
  mistral: {
    name: 'Mistral',
    dialect: 'openai-chat',
    baseUrl: 'https://api.mistral.ai/v1',
    quirks: {
      usageUnasked: true,
      renames: { ...OLD_LIMIT, seed: 'random_seed' },
      drops: ['logit_bias', 'logprobs', 'top_logprobs', 'service_tier', 'user', 'store'],
    },
  },
  groq: {
    name: 'Groq',
    dialect: 'openai-chat',
    baseUrl: 'https://api.groq.com/openai/v1',
    quirks: { drops: ['logit_bias', 'logprobs', 'top_logprobs'] },
  },
  xai: { name: 'xAI', dialect: 'openai-chat', baseUrl: 'https://api.x.ai/v1', quirks: {} },
  openrouter: {
    name: 'OpenRouter',
    dialect: 'openai-chat',
    baseUrl: 'https://openrouter.ai/api/v1',
    quirks: {},
  },
  together: {
    name: 'Together AI',
    dialect: 'openai-chat',
    baseUrl: 'https://api.together.xyz/v1',
    quirks: { renames: OLD_LIMIT },
  },
  fireworks: {
    name: 'Fireworks AI',
    dialect: 'openai-chat',
    baseUrl: 'https://api.fireworks.ai/inference/v1',
    quirks: { renames: OLD_LIMIT },
  },
  vllm: {
    name: 'vLLM',
    dialect: 'openai-chat',
    baseUrl: 'http://127.0.0.1:8000/v1',
    ...HERE,
    quirks: {},
  },
  'llama.cpp': {
    name: 'llama.cpp server',
    dialect: 'openai-chat',
    baseUrl: 'http://127.0.0.1:8080/v1',
    ...HERE,
    quirks: { renames: OLD_LIMIT },
  },
  ollama: {
    name: 'Ollama',
    dialect: 'openai-chat',
    baseUrl: 'http://127.0.0.1:11434/v1',
    ...HERE,
    quirks: { renames: OLD_LIMIT },
  },
  /** An OpenAI-compatible endpoint that resells several vendors; it has no one address. */
  relay: { name: 'Relay', dialect: 'openai-chat', quirks: {} },
} as const satisfies Record<string, Preset>;

export type PresetName = keyof typeof PRESETS;

function isPresetName(name: unknown): name is PresetName {
  return typeof name === 'string' && Object.hasOwn(PRESETS, name);
}

export const PRESET_NAMES = Object.keys(PRESETS).filter(isPresetName);

const NO_QUIRKS: Quirks = {};

export function quirksOf(provider: { preset?: PresetName | undefined }): Quirks {
  return provider.preset === undefined ? NO_QUIRKS : PRESETS[provider.preset].quirks;
}

/** A provider as written, with what its preset says where it says nothing itself. Anything else is left to validation. */
export function fillPreset(entry: unknown): unknown {
  if (typeof entry !== 'object' || entry === null || !('preset' in entry)) return entry;
  if (!isPresetName(entry.preset)) return entry;
  const { dialect, baseUrl, privateAddresses }: Preset = PRESETS[entry.preset];
  if (baseUrl === undefined || 'baseUrl' in entry) return { dialect, ...entry };
  return { dialect, baseUrl, ...(privateAddresses === undefined ? {} : { privateAddresses }), ...entry };
}
