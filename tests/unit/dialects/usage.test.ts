import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { DIALECT_NAMES, type DialectName } from '@/lib/dialects/types';
import { USAGE_CASES } from './usage-cases';

const bodyOf = (name: DialectName, usage: object) =>
  name === 'gemini' ? { usageMetadata: usage } : { usage };

describe('usage', () => {
  it.each(USAGE_CASES)('%s', (_title, name, raw, meters) => {
    const usage = dialectFor(name).readUsage(bodyOf(name, raw));
    expect(usage?.meters).toEqual(meters);
    expect(usage?.provenance).toBe('provider');
    expect(usage?.raw).toEqual(raw);
  });

  it.each(DIALECT_NAMES)('%s: what is not reported is absent, never 0', (name) => {
    const { readUsage } = dialectFor(name);
    for (const body of [null, undefined, 'x', [], {}, { usage: null }, { usage: {} }, { usageMetadata: {} }])
      expect(readUsage(body)).toBeUndefined();
    const nothing = { prompt_tokens: null, input_tokens: null, promptTokenCount: null };
    expect(readUsage(bodyOf(name, nothing))).toBeUndefined();
  });

  it.each(DIALECT_NAMES)('%s: counts that are no counts are no report, and kept as they came', (name) => {
    for (const wrong of [-1, 1.5, '7', Number.NaN, 2 ** 60]) {
      const raw = { prompt_tokens: wrong, input_tokens: wrong, promptTokenCount: wrong };
      const usage = dialectFor(name).readUsage(bodyOf(name, raw));
      expect(usage).toEqual({ meters: {}, provenance: 'none', raw });
    }
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

  it('of an answer that another model had a part in, what is known is a part', () => {
    const counts = { input_tokens: 5, output_tokens: 5 };
    const iterations = [{ type: 'advisor_message', model: 'claude-opus-5', ...counts }];
    const usage = dialectFor('anthropic-messages').readUsage({ usage: { ...counts, iterations } });
    expect(usage).toMatchObject({ provenance: 'partial', meters: { 'in.text': 5, 'out.text': 5 } });
  });

  it('OpenAI responses: searches are counted by the items that they leave, opened pages are none', () => {
    const search = (action?: object) => ({ type: 'web_search_call', status: 'completed', action });
    const output = [
      search({ type: 'search', query: 'x' }),
      search({ type: 'open_page', url: 'https://example.com' }),
      search({ type: 'find_in_page', pattern: 'y' }),
      search(),
      { type: 'file_search_call', queries: ['z'] },
      { type: 'message', content: [] },
    ];
    const usage = { input_tokens: 5, output_tokens: 5 };
    expect(dialectFor('openai-responses').readUsage({ usage, output })?.meters).toEqual({
      'in.text': 5,
      'out.text': 5,
      'web_search.med': 2,
      file_search: 1,
    });
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
