import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { fixture, jsonFixture, observeAll } from '../dialects/streams';
import { USAGE_CASES } from '../dialects/usage-cases';

/** Usage as each API reports it, and the disjoint meters that it means. */
const TABLE: [row: string, name: DialectName, raw: object, meters: MeterQuantities][] = [
  [
    'OpenAI chat: cached, cache-write, audio and reasoning tokens are subsets of the totals',
    'openai-chat',
    {
      prompt_tokens: 1_000,
      completion_tokens: 200,
      total_tokens: 1_200,
      prompt_tokens_details: { cached_tokens: 600, cache_write_tokens: 100, audio_tokens: 50 },
      completion_tokens_details: { reasoning_tokens: 120, audio_tokens: 30 },
    },
    {
      'in.text': 250,
      'in.audio': 50,
      'in.cache_read': 600,
      'in.cache_write.other': 100,
      'out.text': 50,
      'out.reasoning': 120,
      'out.audio': 30,
    },
  ],
  [
    'OpenAI responses: subsets of the totals too',
    'openai-responses',
    {
      input_tokens: 328,
      input_tokens_details: { cached_tokens: 128 },
      output_tokens: 52,
      output_tokens_details: { reasoning_tokens: 40 },
      total_tokens: 380,
    },
    { 'in.text': 200, 'in.cache_read': 128, 'out.reasoning': 40, 'out.text': 12 },
  ],
  [
    'Anthropic messages: input excludes the cache, creation is 5 m and 1 h, message_delta replaces and never adds',
    'anthropic-messages',
    {
      input_tokens: 100,
      cache_creation_input_tokens: 900,
      cache_creation: { ephemeral_5m_input_tokens: 700, ephemeral_1h_input_tokens: 200 },
      cache_read_input_tokens: 300,
      output_tokens: 55,
    },
    {
      'in.text': 100,
      'in.cache_write.5m': 700,
      'in.cache_write.1h': 200,
      'in.cache_read': 300,
      'out.text': 55,
    },
  ],
  [
    'Gemini: the prompt includes the cache, candidates exclude thoughts, tool use stands apart',
    'gemini',
    {
      promptTokenCount: 1_000,
      cachedContentTokenCount: 600,
      candidatesTokenCount: 40,
      thoughtsTokenCount: 60,
      toolUsePromptTokenCount: 25,
      totalTokenCount: 1_125,
    },
    { 'in.text': 400, 'in.cache_read': 600, 'in.tool': 25, 'out.reasoning': 60, 'out.text': 40 },
  ],
  [
    'DeepSeek: prompt = hit + miss, the hits alone being enough',
    'openai-chat',
    { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36, completion_tokens: 10 },
    { 'in.text': 36, 'in.cache_read': 64, 'out.text': 10 },
  ],
  [
    'xAI chat: completion excludes reasoning, which the total shows',
    'openai-chat',
    {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 94 },
      cost_in_usd_ticks: 518_000,
    },
    { 'in.text': 32, 'out.reasoning': 94, 'out.text': 9 },
  ],
  [
    'OpenRouter: usage.cost comes along and changes no meter',
    'openai-chat',
    { prompt_tokens: 100, completion_tokens: 5, total_tokens: 105, cost: 0.0123 },
    { 'in.text': 100, 'out.text': 5 },
  ],
  ...['Mistral', 'Groq', 'vLLM', 'llama.cpp', 'Ollama'].map(
    (who): [string, DialectName, object, MeterQuantities] => [
      `${who}: OpenAI-like, without details`,
      'openai-chat',
      { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 },
      { 'in.text': 12, 'out.text': 7 },
    ],
  ),
];

const event = (data: object, name?: string) =>
  `${name === undefined ? '' : `event: ${name}\n`}data: ${JSON.stringify(data)}\n\n`;

/** A short stream of each dialect that ends with this usage. */
const STREAMS: Record<DialectName, (usage: object) => string> = {
  'openai-chat': (usage) =>
    event({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta: { content: 'a' } }] }) +
    event({ id: 'c', object: 'chat.completion.chunk', choices: [], usage }) +
    'data: [DONE]\n\n',
  'openai-responses': (usage) =>
    event({ type: 'response.output_text.delta', delta: 'a' }, 'response.output_text.delta') +
    event(
      { type: 'response.completed', response: { id: 'r', status: 'completed', output: [], usage } },
      'response.completed',
    ),
  // The opening count is a first word; the closing one is of the whole message.
  'anthropic-messages': (usage) =>
    event(
      { type: 'message_start', message: { id: 'm', usage: { ...usage, output_tokens: 1 } } },
      'message_start',
    ) +
    event(
      { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'a' } },
      'content_block_delta',
    ) +
    event({ type: 'message_delta', delta: { stop_reason: 'end_turn' }, usage }, 'message_delta') +
    event({ type: 'message_stop' }, 'message_stop'),
  gemini: (usage) =>
    event({
      candidates: [{ content: { parts: [{ text: 'a' }] } }],
      usageMetadata: { promptTokenCount: 1_000, totalTokenCount: 1_000 },
    }) + event({ candidates: [{ content: { parts: [] }, finishReason: 'STOP' }], usageMetadata: usage }),
};

const bodyOf = (name: DialectName, usage: object) =>
  name === 'gemini' ? { usageMetadata: usage } : { usage };
const streamed = (name: DialectName, bytes: string | Buffer) =>
  observeAll(dialectFor(name), bytes).findLast((seen) => seen.usage !== undefined)?.usage;

describe('usage by the table of APIs', () => {
  it.each(TABLE)('%s', (_row, name, raw, meters) => {
    const whole = dialectFor(name).readUsage(bodyOf(name, raw));
    expect(whole).toMatchObject({ provenance: 'provider', raw });
    expect(whole?.meters).toEqual(meters);
    expect(streamed(name, STREAMS[name](raw))?.meters).toEqual(meters);
  });
});

describe('streamed = not streamed', () => {
  const cases = USAGE_CASES.filter(([title]) => !title.startsWith('embeddings'));
  it.each(cases)('usage: %s', (_title, name, raw, meters) => {
    expect(streamed(name, STREAMS[name](raw))?.meters).toEqual(meters);
  });

  const recorded = DIALECT_NAMES.flatMap((name) =>
    readdirSync(path.resolve(import.meta.dirname, '../../fixtures', name))
      .filter((file) => file.endsWith('.sse'))
      .map((file) => [name, file.slice(0, -4)] as const),
  );
  it.each(recorded)('recorded: %s %s', (name, file) => {
    const whole = dialectFor(name).readUsage(jsonFixture(name, `${file}.json`));
    expect(whole?.meters).toBeDefined();
    expect(streamed(name, fixture(name, `${file}.sse`))?.meters).toEqual(whole?.meters);
  });
});
