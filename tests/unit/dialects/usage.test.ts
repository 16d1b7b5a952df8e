import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** Usage objects as the vendors' references give them, and the disjoint meters that they mean. */
const CASES: [string, DialectName, object, MeterQuantities][] = [
  [
    'OpenAI: cached and reasoning tokens are subsets, never counted twice',
    'openai-chat',
    {
      prompt_tokens: 2006,
      completion_tokens: 300,
      total_tokens: 2306,
      prompt_tokens_details: { cached_tokens: 1920 },
      completion_tokens_details: { reasoning_tokens: 300 },
    },
    { 'in.text': 86, 'in.cache_read': 1920, 'out.reasoning': 300, 'out.text': 0 },
  ],
  [
    'OpenAI: audio is a subset on both sides',
    'openai-chat',
    {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { audio_tokens: 30, cached_tokens: 20 },
      completion_tokens_details: { audio_tokens: 40 },
    },
    { 'in.text': 50, 'in.audio': 30, 'in.cache_read': 20, 'out.audio': 40, 'out.text': 10 },
  ],
  [
    'OpenAI: cached audio is told apart where the details do',
    'openai-chat',
    {
      prompt_tokens: 100,
      completion_tokens: 1,
      prompt_tokens_details: {
        audio_tokens: 60,
        cached_tokens: 50,
        cached_tokens_details: { audio_tokens: 40, text_tokens: 10 },
      },
    },
    { 'in.text': 30, 'in.audio': 20, 'in.cache_read': 10, 'in.cache_read.audio': 40, 'out.text': 1 },
  ],
  [
    'OpenRouter: cache writes are a subset too',
    'openai-chat',
    {
      prompt_tokens: 1000,
      completion_tokens: 5,
      total_tokens: 1005,
      cost: 0.0123,
      prompt_tokens_details: { cached_tokens: 100, cache_write_tokens: 700 },
    },
    { 'in.text': 200, 'in.cache_read': 100, 'in.cache_write.other': 700, 'out.text': 5 },
  ],
  [
    'DeepSeek: prompt = hit + miss',
    'openai-chat',
    {
      prompt_tokens: 100,
      prompt_cache_hit_tokens: 64,
      prompt_cache_miss_tokens: 36,
      completion_tokens: 10,
      total_tokens: 110,
    },
    { 'in.text': 36, 'in.cache_read': 64, 'out.text': 10 },
  ],
  [
    'DeepSeek: the two halves alone',
    'openai-chat',
    { prompt_cache_hit_tokens: 64, prompt_cache_miss_tokens: 36, completion_tokens: 10 },
    { 'in.text': 36, 'in.cache_read': 64, 'out.text': 10 },
  ],
  [
    'DeepSeek: hits beside the OpenAI style are the same tokens',
    'openai-chat',
    {
      prompt_tokens: 100,
      completion_tokens: 10,
      prompt_cache_hit_tokens: 64,
      prompt_tokens_details: { cached_tokens: 64 },
    },
    { 'in.text': 36, 'in.cache_read': 64, 'out.text': 10 },
  ],
  [
    'xAI: completion excludes reasoning, as the total shows',
    'openai-chat',
    {
      prompt_tokens: 32,
      completion_tokens: 9,
      total_tokens: 135,
      completion_tokens_details: { reasoning_tokens: 94 },
      cost_in_usd_ticks: 518000,
    },
    { 'in.text': 32, 'out.reasoning': 94, 'out.text': 9 },
  ],
  [
    'vLLM, Groq, Ollama: no details',
    'openai-chat',
    { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19, prompt_tokens_details: null },
    { 'in.text': 12, 'out.text': 7 },
  ],
  [
    'embeddings: no completion at all',
    'openai-chat',
    { prompt_tokens: 8, total_tokens: 8 },
    { 'in.text': 8 },
  ],
  [
    'responses: subsets of the totals',
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
    'Anthropic: input excludes the cache',
    'anthropic-messages',
    { input_tokens: 100, cache_creation_input_tokens: 700, cache_read_input_tokens: 200, output_tokens: 1 },
    { 'in.text': 100, 'in.cache_write.5m': 700, 'in.cache_read': 200, 'out.text': 1 },
  ],
  [
    'Anthropic: 1 h writes are not 5 m writes',
    'anthropic-messages',
    {
      input_tokens: 3,
      cache_creation_input_tokens: 344_139,
      cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 344_139 },
      cache_read_input_tokens: 0,
      output_tokens: 10,
      output_tokens_details: { thinking_tokens: 4 },
    },
    { 'in.text': 3, 'in.cache_write.1h': 344_139, 'out.reasoning': 4, 'out.text': 6 },
  ],
  [
    'Anthropic: searches are counted',
    'anthropic-messages',
    { input_tokens: 5, output_tokens: 5, server_tool_use: { web_search_requests: 2 } },
    { 'in.text': 5, 'out.text': 5, 'web_search.med': 2 },
  ],
  [
    'Gemini: candidates exclude thoughts, the prompt includes the cache, tool use stands apart',
    'gemini',
    {
      promptTokenCount: 1000,
      cachedContentTokenCount: 600,
      candidatesTokenCount: 40,
      thoughtsTokenCount: 60,
      toolUsePromptTokenCount: 25,
      totalTokenCount: 1125,
    },
    { 'in.text': 400, 'in.cache_read': 600, 'in.tool': 25, 'out.reasoning': 60, 'out.text': 40 },
  ],
  [
    'Gemini: modalities, fresh and cached',
    'gemini',
    {
      promptTokenCount: 1000,
      cachedContentTokenCount: 300,
      candidatesTokenCount: 1300,
      totalTokenCount: 2300,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 100 },
        { modality: 'IMAGE', tokenCount: 258 },
        { modality: 'VIDEO', tokenCount: 642 },
      ],
      cacheTokensDetails: [{ modality: 'VIDEO', tokenCount: 300 }],
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
    },
    {
      'in.text': 100,
      'in.image': 258,
      'in.video': 342,
      'in.cache_read.video': 300,
      'out.image': 1290,
      'out.text': 10,
    },
  ],
  [
    'Gemini: all output was thought',
    'gemini',
    { promptTokenCount: 10, thoughtsTokenCount: 90, totalTokenCount: 100 },
    { 'in.text': 10, 'out.reasoning': 90, 'out.text': 0 },
  ],
];

const bodyOf = (name: DialectName, usage: object) =>
  name === 'gemini' ? { usageMetadata: usage } : { usage };

describe('usage', () => {
  it.each(CASES)('%s', (_title, name, raw, meters) => {
    const usage = dialectFor(name).readUsage(bodyOf(name, raw));
    expect(usage?.meters).toEqual(meters);
    expect(usage?.provenance).toBe('provider');
    expect(usage?.raw).toEqual(raw);
  });

  it.each(DIALECT_NAMES)('%s: what is not reported is absent, never 0', (name) => {
    const { readUsage } = dialectFor(name);
    for (const body of [null, undefined, 'x', [], {}, { usage: null }, { usage: {} }, { usageMetadata: {} }])
      expect(readUsage(body)).toBeUndefined();
    for (const wrong of [-1, 1.5, '7', null, Number.NaN, 2 ** 60])
      expect(
        readUsage(bodyOf(name, { prompt_tokens: wrong, input_tokens: wrong, promptTokenCount: wrong })),
      ).toBeUndefined();
  });

  it('half a report is partial', () => {
    const half = (name: DialectName, raw: object) => dialectFor(name).readUsage(bodyOf(name, raw));
    expect(half('openai-chat', { completion_tokens: 5 })).toMatchObject({
      provenance: 'partial',
      meters: { 'out.text': 5 },
    });
    expect(half('anthropic-messages', { input_tokens: 5 })).toMatchObject({ provenance: 'partial' });
    expect(half('gemini', { promptTokenCount: 5 })).toMatchObject({ provenance: 'partial' });
  });

  it('the served model and tier are read, and the speed and place where told', () => {
    const openai = dialectFor('openai-chat').readUsage({
      model: 'gpt-5-2025-08-07',
      service_tier: 'flex',
      usage: { prompt_tokens: 1, completion_tokens: 1 },
    });
    expect(openai).toMatchObject({ servedModel: 'gpt-5-2025-08-07', serviceTier: 'flex' });
    const anthropic = dialectFor('anthropic-messages').readUsage({
      model: 'claude-opus-4-6',
      usage: {
        input_tokens: 1,
        output_tokens: 1,
        service_tier: 'standard',
        speed: 'fast',
        inference_geo: 'us',
      },
    });
    expect(anthropic).toMatchObject({ serviceTier: 'default', speed: 'fast', region: 'us' });
    const gemini = dialectFor('gemini').readUsage({
      modelVersion: 'gemini-3-pro',
      usageMetadata: { promptTokenCount: 1, candidatesTokenCount: 1, trafficType: 'ON_DEMAND' },
    });
    expect(gemini).toMatchObject({ servedModel: 'gemini-3-pro', serviceTier: 'default' });
  });

  it.each([
    ['in the first choice (Moonshot)', { choices: [{ usage: { prompt_tokens: 3, completion_tokens: 4 } }] }],
    ['in a corner of its own (Groq)', { x_groq: { usage: { prompt_tokens: 3, completion_tokens: 4 } } }],
  ])('is found %s', (_where, body) => {
    expect(dialectFor('openai-chat').readUsage(body)?.meters).toEqual({ 'in.text': 3, 'out.text': 4 });
  });

  it('OpenAI-like meters are disjoint, not negative, and sum to the totals, whatever the details claim', () => {
    const n = fc.integer({ min: 0, max: 1_000_000 });
    fc.assert(
      fc.property(n, n, n, n, n, n, (prompt, completion, cached, audio, written, reasoning) => {
        const meters =
          dialectFor('openai-chat').readUsage({
            usage: {
              prompt_tokens: prompt,
              completion_tokens: completion,
              total_tokens: prompt + completion,
              prompt_tokens_details: {
                cached_tokens: cached,
                audio_tokens: audio,
                cache_write_tokens: written,
              },
              completion_tokens_details: { reasoning_tokens: Math.min(reasoning, completion) },
            },
          })?.meters ?? {};
        const sum = (prefix: string) =>
          Object.entries(meters).reduce((total, [meter, q]) => total + (meter.startsWith(prefix) ? q : 0), 0);
        expect(sum('in.')).toBe(prompt);
        expect(sum('out.')).toBe(completion);
        expect(Object.values(meters).every((q) => q >= 0)).toBe(true);
      }),
    );
  });
});
