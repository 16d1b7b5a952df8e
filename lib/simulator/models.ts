/**
 * The models that the simulator serves. Prices and latencies are those quoted in practice articles, so that their
 * worked examples can be replayed; where only p50 and p99 are quoted, p95 is the log-normal's that passes through them.
 */
export type ModelVendor = 'openai' | 'anthropic' | 'google' | 'deepseek' | 'alibaba';

/** Decimal strings, USD per 1 M tokens, at most 6 decimals. Reasoning is billed as output, images as input. */
export interface ArticlePrices {
  input: string;
  /** Absent for embeddings, which produce no tokens. */
  output?: string;
  /** Absent: the model has no prompt cache and never reports cached tokens. */
  cachedInput?: string;
  /** Anthropic only: 1.25 times and twice the input price. */
  cacheWrite5m?: string;
  cacheWrite1h?: string;
}

export interface ModelLatency {
  /** Whole answer of {@link NOMINAL_OUTPUT_TOKENS} tokens. */
  p50Ms: number;
  p95Ms: number;
  /** Median time to the first token. */
  firstTokenMs: number;
  /** Median decoding speed; fits the three figures above. */
  tokensPerSecond: number;
}

export interface SimulatedModel {
  /** Name that the vendor's API uses and that requests, answers and the ledger carry. */
  name: string;
  /** Short name as the articles write it; accepted in requests too. */
  alias: string;
  vendor: ModelVendor;
  kind: 'chat' | 'embedding';
  contextTokens: number;
  maxOutputTokens: number;
  prices: ArticlePrices;
  latency: ModelLatency;
  images: boolean;
  /** `always` thinks unasked, `request` when asked to, `never` ignores the wish. */
  reasoning: 'always' | 'request' | 'never';
}

/** Output length at which the quoted latencies hold; also the median length of an answer. */
export const NOMINAL_OUTPUT_TOKENS = 120;

/** A key that the simulator accepts; any other that starts with `sim-` does too. */
export const SIMULATOR_API_KEY = 'sim-local-0000000000000000';

function latency(p50Ms: number, p95Ms: number, firstTokenMs: number): ModelLatency {
  const tokensPerSecond = Math.round((NOMINAL_OUTPUT_TOKENS * 1000) / (p50Ms - firstTokenMs));
  return { p50Ms, p95Ms, firstTokenMs, tokensPerSecond };
}

export const SIMULATED_MODELS: readonly SimulatedModel[] = [
  {
    name: 'claude-opus-4-20250514',
    alias: 'claude-opus-4',
    vendor: 'anthropic',
    kind: 'chat',
    contextTokens: 200_000,
    maxOutputTokens: 32_000,
    prices: { input: '15', output: '75', cachedInput: '1.5', cacheWrite5m: '18.75', cacheWrite1h: '30' },
    latency: latency(2400, 5870, 1100),
    images: true,
    reasoning: 'request',
  },
  {
    name: 'claude-sonnet-4-5-20250929',
    alias: 'claude-sonnet-4.5',
    vendor: 'anthropic',
    kind: 'chat',
    contextTokens: 200_000,
    maxOutputTokens: 64_000,
    prices: { input: '3', output: '15', cachedInput: '0.3', cacheWrite5m: '3.75', cacheWrite1h: '6' },
    latency: latency(1890, 2450, 890),
    images: true,
    reasoning: 'request',
  },
  {
    name: 'claude-3-5-sonnet-20241022',
    alias: 'claude-3.5-sonnet',
    vendor: 'anthropic',
    kind: 'chat',
    contextTokens: 200_000,
    maxOutputTokens: 8_192,
    prices: { input: '0.8', output: '4', cachedInput: '0.08', cacheWrite5m: '1', cacheWrite1h: '1.6' },
    latency: latency(850, 1100, 340),
    images: true,
    reasoning: 'never',
  },
  {
    name: 'gpt-4-turbo',
    alias: 'gpt-4-turbo',
    vendor: 'openai',
    kind: 'chat',
    contextTokens: 128_000,
    maxOutputTokens: 4_096,
    prices: { input: '10', output: '30' },
    latency: latency(890, 2200, 350),
    images: true,
    reasoning: 'never',
  },
  {
    name: 'gpt-4.1',
    alias: 'gpt-4.1',
    vendor: 'openai',
    kind: 'chat',
    contextTokens: 128_000,
    maxOutputTokens: 32_768,
    prices: { input: '2', output: '8', cachedInput: '0.5' },
    latency: latency(1720, 2180, 600),
    images: true,
    reasoning: 'never',
  },
  {
    name: 'gpt-4.1-mini',
    alias: 'gpt-4.1-mini',
    vendor: 'openai',
    kind: 'chat',
    contextTokens: 128_000,
    maxOutputTokens: 32_768,
    prices: { input: '0.5', output: '2', cachedInput: '0.125' },
    latency: latency(480, 620, 180),
    images: true,
    reasoning: 'never',
  },
  {
    // Not in the articles: OpenAI's own wire form of reasoning needs a model that always reasons.
    name: 'o4-mini',
    alias: 'o4-mini',
    vendor: 'openai',
    kind: 'chat',
    contextTokens: 200_000,
    maxOutputTokens: 100_000,
    prices: { input: '1.1', output: '4.4', cachedInput: '0.275' },
    latency: latency(2100, 3600, 700),
    images: true,
    reasoning: 'always',
  },
  {
    name: 'gemini-2.5-flash',
    alias: 'gemini-2.5-flash',
    vendor: 'google',
    kind: 'chat',
    contextTokens: 1_000_000,
    maxOutputTokens: 65_536,
    prices: { input: '0.35', output: '1.05', cachedInput: '0.0875' },
    latency: latency(650, 880, 220),
    images: true,
    reasoning: 'request',
  },
  {
    name: 'deepseek-v3.2',
    alias: 'deepseek-v3.2',
    vendor: 'deepseek',
    kind: 'chat',
    contextTokens: 64_000,
    maxOutputTokens: 8_192,
    prices: { input: '0.08', output: '0.24', cachedInput: '0.008' },
    latency: latency(920, 1280, 320),
    images: false,
    reasoning: 'request',
  },
  {
    name: 'qwen2.5-72b-instruct',
    alias: 'qwen-2.5-72b',
    vendor: 'alibaba',
    kind: 'chat',
    contextTokens: 128_000,
    maxOutputTokens: 8_192,
    prices: { input: '0.2', output: '0.8' },
    latency: latency(1100, 1430, 400),
    images: false,
    reasoning: 'never',
  },
  {
    name: 'text-embedding-3-small',
    alias: 'text-embedding-3-small',
    vendor: 'openai',
    kind: 'embedding',
    contextTokens: 8_191,
    maxOutputTokens: 0,
    prices: { input: '0.02' },
    latency: latency(90, 160, 60),
    images: false,
    reasoning: 'never',
  },
];

const byName = new Map<string, SimulatedModel>();
for (const model of SIMULATED_MODELS) byName.set(model.alias, model).set(model.name, model);

/** The model of that vendor name or short name. */
export function findModel(name: string): SimulatedModel | undefined {
  return byName.get(name);
}
