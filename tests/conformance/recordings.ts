import type { DialectName } from '@/lib/dialects/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** An answer of a vendor in tests/fixtures, and what any client must understand of it. */
export interface Recording {
  dialect: DialectName;
  name: string;
  text?: string;
  /** More than one where SDKs read it differently. */
  finish: ('stop' | 'tool_calls' | 'content_filter')[];
  cities?: string[];
  meters: MeterQuantities;
  /** What must reach clients of every dialect, somewhere in the body. */
  carries?: string[];
  /** What only its own dialect can say: it must reach a client of that. */
  carriesNative?: string[];
}

const TEXT = 'Tokens are pieces – 天気.';
const THOUGHT = 'Think of weather first.';

export const RECORDINGS: readonly Recording[] = [
  {
    dialect: 'openai-chat',
    name: 'details',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 50, 'in.audio': 30, 'in.cache_read': 20, 'out.audio': 40, 'out.text': 10 },
    carriesNative: ['accepted_prediction_tokens'],
  },
  {
    dialect: 'openai-chat',
    name: 'o-series',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 12, 'out.reasoning': 192, 'out.text': 10 },
  },
  {
    dialect: 'openai-chat',
    name: 'refusal',
    finish: ['stop', 'content_filter'],
    meters: { 'in.text': 12, 'out.text': 5 },
    carries: ['I must decline.'],
  },
  {
    dialect: 'openai-chat',
    name: 'logprobs',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 12, 'out.text': 5 },
    carriesNative: ['"logprob":-0.25'],
  },
  {
    dialect: 'openai-chat',
    name: 'interleaved',
    finish: ['tool_calls'],
    cities: ['Paris', 'Tokyo'],
    meters: { 'in.text': 40, 'out.text': 30 },
    carries: ['call_A', 'call_B'],
  },
  {
    dialect: 'openai-chat',
    name: 'deepseek',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 36, 'in.cache_read': 64, 'out.reasoning': 20, 'out.text': 10 },
    carries: [THOUGHT],
    carriesNative: ['prompt_cache_miss_tokens'],
  },
  {
    dialect: 'openai-chat',
    name: 'openrouter',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 100, 'out.reasoning': 20, 'out.text': 10 },
    carries: [THOUGHT],
    carriesNative: ['"cost":0.00123', 'Fireworks'],
  },
  {
    dialect: 'openai-chat',
    name: 'vllm',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 12, 'out.text': 7 },
  },
  {
    dialect: 'openai-chat',
    name: 'azure',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 12, 'out.text': 7 },
    carriesNative: ['prompt_filter_results'],
  },
  {
    dialect: 'anthropic-messages',
    name: 'thinking',
    text: TEXT,
    finish: ['stop'],
    meters: {
      'in.text': 86,
      'in.cache_read': 720,
      'in.cache_write.5m': 200,
      'in.cache_write.1h': 1000,
      'out.text': 300,
    },
    carries: [THOUGHT],
    carriesNative: ['EqQBCgIYAhIMsig=', 'EmwKAhgBEgyREDACTED', 'ephemeral_1h_input_tokens'],
  },
  {
    dialect: 'anthropic-messages',
    name: 'server-tool',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 105, 'web_search.med': 2, 'out.text': 60 },
    carriesNative: ['srvtoolu_01', 'web_search_tool_result', 'cited_text'],
  },
  {
    dialect: 'gemini',
    name: 'thoughts',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 100, 'out.reasoning': 20, 'out.text': 10 },
    carries: [THOUGHT],
  },
  {
    dialect: 'gemini',
    name: 'gemini-3-calls',
    finish: ['tool_calls'],
    cities: ['Paris', 'Tokyo'],
    meters: { 'in.text': 100, 'out.reasoning': 20, 'out.text': 10 },
  },
  {
    dialect: 'gemini',
    name: 'safety',
    finish: ['content_filter'],
    meters: { 'in.text': 100, 'out.text': 4 },
  },
  {
    dialect: 'gemini',
    name: 'blocked',
    finish: ['content_filter'],
    meters: { 'in.text': 100, 'out.text': 0 },
  },
  {
    dialect: 'openai-responses',
    name: 'reasoning',
    text: TEXT,
    finish: ['stop'],
    meters: { 'in.text': 36, 'in.cache_read': 64, 'out.reasoning': 20, 'out.text': 10 },
    carries: [THOUGHT],
    carriesNative: ['gAAAAABencrypted', 'url_citation'],
  },
  {
    dialect: 'openai-responses',
    name: 'filtered',
    finish: ['content_filter'],
    meters: { 'in.text': 100, 'out.text': 4 },
  },
];
