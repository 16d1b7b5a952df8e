import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { anthropic, body, messages, openai, responses, to, tool } from './requests';

describe('a request to OpenAI', () => {
  it.each([
    ['gpt-5-mini', 'max_completion_tokens'],
    ['openai/o4-mini', 'max_completion_tokens'],
    ['gpt-4o', 'max_completion_tokens'],
    ['gpt-oss-120b', 'max_tokens'],
    ['mistral-large', 'max_tokens'],
    ['deepseek-chat', 'max_tokens'],
  ])('%s is told %s', (model, field) => {
    expect(body(to('openai-chat', anthropic({}), model))[field]).toBe(100);
  });

  it('streams always ask for usage', () => {
    expect(body(to('openai-chat', anthropic({ stream: true })))).toMatchObject({
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it.each([
    ['gpt-5-mini', ['minimal', 'low', 'medium', 'high', 'high']],
    ['gpt-5.1', ['low', 'low', 'medium', 'high', 'high']],
    ['openai/gpt-5.2', ['low', 'low', 'medium', 'high', 'xhigh']],
    ['gpt-5.3-codex', ['low', 'low', 'medium', 'high', 'xhigh']],
    ['gpt-5.1-codex', ['low', 'low', 'medium', 'high', 'high']],
    ['o4-mini', ['low', 'low', 'medium', 'high', 'high']],
    ['deepseek-reasoner', ['low', 'low', 'medium', 'high', 'high']],
  ])('a thinking budget becomes the nearest effort that %s takes', (model, efforts) => {
    const sent = [1024, 4096, 4097, 32_768, 100_000].map((budget_tokens) =>
      to('openai-chat', anthropic({ thinking: { type: 'enabled', budget_tokens } }), model),
    );
    expect(sent.map((one) => body(one)['reasoning_effort'])).toEqual(efforts);
    expect(sent.flatMap(({ dropped }) => dropped)).toEqual([]);
  });

  it.each([
    ['gpt-5.1', 'none', []],
    ['gpt-5', 'minimal', ['thinking']],
    ['gpt-5-codex', 'low', ['thinking']],
    ['o3', 'low', ['thinking']],
    ['gpt-4.1', undefined, []],
    ['gpt-5-chat-latest', undefined, []],
    ['gpt-5.2-pro', undefined, ['thinking']],
    ['deepseek-chat', undefined, ['thinking']],
  ])('no thinking is at %s an effort of %s', (model, effort, dropped) => {
    const asked = anthropic({ thinking: { type: 'disabled' } });
    const chat = to('openai-chat', asked, model);
    expect([body(chat)['reasoning_effort'], chat.dropped]).toEqual([effort, dropped]);
    const answer = to('openai-responses', asked, model);
    expect(body(answer)['reasoning']).toEqual(effort === undefined ? undefined : { effort });
  });

  it('a model that does not think is not asked to, which is said', () => {
    const asked = anthropic({ thinking: { type: 'enabled', budget_tokens: 4096 } });
    const chat = to('openai-chat', asked, 'gpt-4o');
    expect([body(chat)['reasoning_effort'], chat.dropped]).toEqual([undefined, ['thinking']]);
    const answer = to('openai-responses', asked, 'gpt-4o');
    expect(body(answer)).not.toMatchObject({ reasoning: expect.anything() as object });
    expect(body(answer)['include']).toBeUndefined();
  });

  it('what its own clients say of effort stays', () => {
    expect(body(to('openai-responses', openai({ reasoning_effort: 'max' }), 'gpt-5.6'))).toMatchObject({
      reasoning: { effort: 'max' },
    });
  });

  it('how many words an answer has goes to both of its doors, and is named elsewhere', () => {
    const asked = responses({ text: { verbosity: 'low' }, reasoning: { summary: 'auto' } });
    const chat = to('openai-chat', asked, 'gpt-5');
    expect(body(chat)['verbosity']).toBe('low');
    expect(chat.dropped).toEqual(['reasoning.summary']);
    const back = body(to('openai-responses', openai({ verbosity: 'low' }), 'gpt-5'));
    expect(back['text']).toEqual({ verbosity: 'low' });
    expect(to('anthropic-messages', asked, 'claude-haiku-4-5').dropped).toEqual(['text.verbosity']);
    expect(to('gemini', openai({ verbosity: 'low' }), 'gemini-2.5-flash').dropped).toEqual(['verbosity']);
    expect(body(to('openai-responses', asked, 'gpt-5'))).toMatchObject({
      text: { verbosity: 'low' },
      reasoning: { summary: 'auto' },
    });
  });

  it('log probabilities are asked for where they find their way back', () => {
    const chat = body(to('openai-chat', responses({ top_logprobs: 2 })));
    expect(chat).toMatchObject({ logprobs: true, top_logprobs: 2 });
    const gemini = dialectFor('gemini').decodeRequest({
      model: 'm',
      contents: [{ role: 'user', parts: [{ text: 'x' }] }],
      generationConfig: { responseLogprobs: true, logprobs: 2 },
    });
    const sent = to('openai-chat', gemini);
    expect(body(sent)).not.toHaveProperty('logprobs');
    expect(sent.dropped).toEqual(['generationConfig.responseLogprobs']);
  });

  it('responses are never stored, and tools not strict unless asked', () => {
    const sent = body(to('openai-responses', openai({ tools: [tool], max_tokens: 5 })));
    expect(sent).toMatchObject({
      store: false,
      max_output_tokens: 16,
      tools: [{ name: 'f', strict: false }],
    });
  });
});

describe('a turn of the model', () => {
  const thought = (text: string) => ({ type: 'reasoning', summary: [{ type: 'summary_text', text }] });
  const call = (id: string) => ({ type: 'function_call', call_id: id, name: 'f', arguments: '{}' });
  const answer = (id: string) => ({ type: 'function_call_output', call_id: id, output: id });
  const sent = (input: object[]) => body(to('openai-chat', responses({ input })))['messages'];

  it('with thoughts between its calls is one message to a chat, before the answers to any', () => {
    const input = [thought('1'), call('a'), thought('2'), call('b'), answer('a'), answer('b')];
    expect(sent([{ role: 'user', content: 'x' }, ...input])).toMatchObject([
      { role: 'user' },
      { role: 'assistant', tool_calls: [{ id: 'a' }, { id: 'b' }] },
      { role: 'tool', tool_call_id: 'a' },
      { role: 'tool', tool_call_id: 'b' },
    ]);
  });

  it('of several thoughts and a text is its text, and one of thoughts alone is left out', () => {
    const said = { role: 'assistant', content: 'y' };
    expect(sent([{ role: 'user', content: 'x' }, thought('1'), thought('2'), said])).toMatchObject([
      { role: 'user' },
      { role: 'assistant', content: 'y' },
    ]);
    expect(sent([thought('1'), { role: 'user', content: 'x' }])).toMatchObject([{ role: 'user' }]);
  });
});

describe('strict', () => {
  const open = { type: 'object', properties: { q: { type: 'string' } } };
  const closed = { ...open, required: ['q'], additionalProperties: false };

  it('a tool is it only where it was said: what says nothing may have an open schema', () => {
    const tools = (strict?: boolean) =>
      responses({ tools: [{ type: 'function', name: 'f', parameters: open, strict }] });
    expect(body(to('openai-chat', tools()))['tools']).toEqual([
      { type: 'function', function: { name: 'f', parameters: open } },
    ]);
    expect(body(to('anthropic-messages', tools()))['tools']).toEqual([{ name: 'f', input_schema: open }]);
    expect(body(to('anthropic-messages', tools(true)))['tools']).toEqual([
      { name: 'f', input_schema: { ...open, additionalProperties: false }, strict: true },
    ]);
  });

  it('a format is it at OpenAI only where nothing is optional', () => {
    const format = (schema: object) =>
      body(to('openai-chat', anthropic({ output_config: { format: { type: 'json_schema', schema } } })))[
        'response_format'
      ];
    expect(format(closed)).toMatchObject({ json_schema: { strict: true } });
    expect(format(open)).not.toHaveProperty('json_schema.strict');
    expect(format({ type: 'array', items: open })).not.toHaveProperty('json_schema.strict');
  });
});

describe('a request to Gemini', () => {
  it('answers to parallel calls of one function stand in the order of the calls', () => {
    const call = (id: string) => ({
      id,
      type: 'function',
      function: { name: 'f', arguments: `{"of":"${id}"}` },
    });
    const answer = (id: string) => ({ role: 'tool', tool_call_id: id, content: id });
    const history = [
      ...messages,
      { role: 'assistant', tool_calls: [call('a'), call('b'), call('c')] },
      ...['c', 'a', 'b'].map(answer),
      { role: 'assistant', tool_calls: [call('b')] },
      answer('b'),
    ];
    const contents = body(to('gemini', openai({ messages: history })))['contents'];
    const responsesOf = (...ids: string[]) => ({
      role: 'user',
      parts: ids.map((result) => ({ functionResponse: { name: 'f', response: { result } } })),
    });
    expect(contents).toMatchObject([{}, {}, responsesOf('a', 'b', 'c'), {}, responsesOf('b')]);
  });

  it('the model and streaming are in the path', () => {
    expect(to('gemini', openai({}), 'gemini-3-pro').path).toBe('/models/gemini-3-pro:generateContent');
    expect(to('gemini', openai({ stream: true }), 'gemini-3-pro').path).toBe(
      '/models/gemini-3-pro:streamGenerateContent?alt=sse',
    );
    expect(to('gemini', openai({}), 'tunedModels/x').path).toBe('/tunedModels/x:generateContent');
  });

  it('effort is a level from Gemini 3 on and a budget before', () => {
    const thinking = (model: string, reasoning_effort: string) =>
      (
        body(to('gemini', openai({ reasoning_effort }), model))['generationConfig'] as Record<string, unknown>
      )['thinkingConfig'];
    expect(thinking('gemini-3-flash', 'low')).toEqual({ thinkingLevel: 'low', includeThoughts: true });
    expect(thinking('gemini-2.5-flash', 'low')).toEqual({ thinkingBudget: 4096, includeThoughts: true });
    expect(thinking('gemini-2.5-flash', 'none')).toEqual({ thinkingBudget: 0, includeThoughts: false });
    for (const model of ['gemini-3-flash', 'gemini-3.1-flash-lite', 'gemini-3.6-flash'])
      expect(thinking(model, 'none')).toEqual({ thinkingLevel: 'minimal', includeThoughts: false });
  });

  it.each([
    ['gemini-2.5-pro', 'none', { thinkingBudget: 128, includeThoughts: false }],
    ['gemini-3-pro', 'none', { thinkingLevel: 'low', includeThoughts: false }],
    ['gemini-3.7-flash', 'none', { thinkingLevel: 'low', includeThoughts: false }],
    ['gemini-3.8-flash', 'minimal', { thinkingLevel: 'low', includeThoughts: true }],
    ['gemini-3.1-pro', 'minimal', { thinkingLevel: 'low', includeThoughts: true }],
  ])('%s cannot think so little as %s, which is said', (model, reasoning_effort, thinkingConfig) => {
    const encoded = to('gemini', openai({ reasoning_effort }), model);
    expect(body(encoded)).toMatchObject({ generationConfig: { thinkingConfig } });
    expect(encoded.dropped).toEqual(['reasoning_effort']);
  });

  it('Gemini 3 Pro has no middle, and what was before 2.5 no thought at all', () => {
    const { generationConfig } = body(to('gemini', openai({ reasoning_effort: 'medium' }), 'gemini-3-pro'));
    expect(generationConfig).toMatchObject({ thinkingConfig: { thinkingLevel: 'high' } });
    for (const [effort, dropped] of [
      ['low', ['reasoning_effort']],
      ['none', []],
    ] as const) {
      const encoded = to('gemini', openai({ reasoning_effort: effort }), 'gemini-2.0-flash');
      expect(JSON.stringify(encoded.body)).not.toContain('thinkingConfig');
      expect(encoded.dropped).toEqual(dropped);
    }
  });

  it('a call keeps its proof of thought on the way through an OpenAI client', () => {
    const answer = dialectFor('gemini').decodeResponse({
      responseId: 'r1',
      candidates: [
        {
          content: { parts: [{ functionCall: { name: 'f', args: {} }, thoughtSignature: 'SIG' }] },
          finishReason: 'STOP',
        },
      ],
    });
    const given = dialectFor('openai-chat').encodeResponse(answer) as {
      choices: { message: { tool_calls: { id: string }[] } }[];
    };
    const message = given.choices[0]?.message;
    const history = [
      ...messages,
      message,
      { role: 'tool', tool_call_id: message?.tool_calls[0]?.id, content: 'ok' },
    ];
    expect(JSON.stringify(to('gemini', openai({ messages: history }), 'gemini-3-pro').body)).toContain(
      '"thoughtSignature":"SIG"',
    );
  });

  it('a call of another model is excused from its proof', () => {
    const call = { id: 'a', type: 'function', function: { name: 'f', arguments: '{}' } };
    const history = [
      ...messages,
      { role: 'assistant', tool_calls: [call] },
      { role: 'tool', tool_call_id: 'a', content: 'ok' },
    ];
    const sent = (model: string) => JSON.stringify(to('gemini', openai({ messages: history }), model).body);
    expect(sent('gemini-3-pro')).toContain('skip_thought_signature_validator');
    expect(sent('gemini-2.5-pro')).not.toContain('skip_thought_signature_validator');
  });
});
