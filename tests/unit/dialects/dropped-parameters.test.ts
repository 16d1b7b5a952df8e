import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { anthropic, body, openai, refusal, to } from './requests';

describe('what an upstream lacks', () => {
  const everything = {
    seed: 1,
    logprobs: true,
    frequency_penalty: 1,
    presence_penalty: 1,
    logit_bias: { 1: 1 },
    stop: ['a'],
    user: 'u',
    top_k: 3,
    metadata: { a: 'b' },
    store: true,
  };

  it.each([
    [
      'anthropic-messages',
      ['seed', 'logprobs', 'frequency_penalty', 'presence_penalty', 'logit_bias', 'metadata', 'store'],
    ],
    [
      'openai-responses',
      ['seed', 'logprobs', 'frequency_penalty', 'presence_penalty', 'logit_bias', 'stop', 'top_k', 'store'],
    ],
    ['gemini', ['logprobs', 'logit_bias', 'user', 'metadata', 'store']],
    ['openai-chat', []],
  ] as const)('%s: it is left out and named in the words of the OpenAI door', (name, dropped) => {
    expect(to(name, openai(everything)).dropped.sort()).toEqual([...dropped].sort());
  });

  it('it is named in the words of the Anthropic door', () => {
    const request = anthropic({
      top_k: 5,
      stop_sequences: ['a'],
      thinking: { type: 'enabled', budget_tokens: 2000 },
      container: undefined,
      inference_geo: 'us',
    });
    expect(to('openai-responses', request).dropped).toEqual(['stop_sequences', 'top_k', 'inference_geo']);
  });

  it('that a tool failed is named where only its words can be told, and that it was to be strict', () => {
    const use = { type: 'tool_use', id: 't', name: 'f', input: {} };
    const failed = { type: 'tool_result', tool_use_id: 't', content: 'no', is_error: true };
    const request = anthropic({
      messages: [
        { role: 'user', content: 'x' },
        { role: 'assistant', content: [use] },
        { role: 'user', content: [failed] },
      ],
      tools: [{ name: 'f', input_schema: { type: 'object' }, strict: true }],
    });
    expect(to('openai-chat', request).dropped).toEqual(['tool_result.is_error']);
    expect(to('openai-responses', request).dropped).toEqual(['tool_result.is_error']);
    expect(to('gemini', request, 'gemini-2.5-flash').dropped).toEqual(['strict']);
    expect(to('anthropic-messages', request).dropped).toEqual([]);
  });

  it.each(['anthropic-messages', 'openai-responses'] as const)(
    '%s: n above 1 is refused by name, n = 1 is not',
    (name) => {
      expect(refusal(() => to(name, openai({ n: 2 })))).toMatchObject({
        code: 'unsupported_parameter',
        param: 'n',
      });
      expect(to(name, openai({ n: 1 })).dropped).toEqual([]);
    },
  );

  it('audio, hosted tools and stored state are refused by name', () => {
    const audio = [
      { role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'A', format: 'wav' } }] },
    ];
    expect(refusal(() => to('anthropic-messages', openai({ messages: audio }))).code).toBe(
      'unsupported_parameter',
    );
    const search = anthropic({ tools: [{ type: 'web_search_20250305', name: 'web_search' }] });
    expect(refusal(() => to('openai-chat', search)).param).toBe('tools[0]');
    const stored = dialectFor('openai-responses').decodeRequest({
      model: 'm',
      input: 'x',
      previous_response_id: 'resp_1',
    });
    expect(refusal(() => to('anthropic-messages', stored)).param).toBe('previous_response_id');
    const functions = openai({ functions: [{ name: 'f' }] });
    expect(refusal(() => to('gemini', functions)).param).toBe('functions');
  });

  it('unknown parameters go on to the same dialect', () => {
    expect(body(to('openai-chat', openai({ verbosity: 'low' })))).toMatchObject({ verbosity: 'low' });
  });
});
