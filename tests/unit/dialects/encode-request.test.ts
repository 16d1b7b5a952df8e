import { describe, expect, it } from 'vitest';
import type { ChatRequest } from '@/lib/dialects/chat';
import { dialectFor } from '@/lib/dialects/registry';
import type { DialectName } from '@/lib/dialects/types';
import { GatewayError } from '@/lib/errors/gateway-error';

const messages = [{ role: 'user', content: 'x' }];
const tool = { type: 'function', function: { name: 'f', parameters: { type: 'object' } } };
const openai = (more: object) => dialectFor('openai-chat').decodeRequest({ model: 'm', messages, ...more });
const anthropic = (more: object) =>
  dialectFor('anthropic-messages').decodeRequest({ model: 'm', max_tokens: 100, messages, ...more });
const to = (
  name: DialectName,
  request: ChatRequest,
  upstreamModel = 'some-model',
  maxOutputTokens?: number,
) => dialectFor(name).encodeRequest(request, { upstreamModel, maxOutputTokens });
const body = (encoded: { body: object }) =>
  JSON.parse(JSON.stringify(encoded.body)) as Record<string, unknown>;

function refusal(work: () => unknown): GatewayError {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof GatewayError) return thrown;
  }
  throw new Error('not refused');
}

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

describe('a request to Anthropic', () => {
  const sent = (more: object, model?: string, max?: number) =>
    body(to('anthropic-messages', openai(more), model, max));

  it("max_tokens is the client's, else the model's ceiling, else 4096", () => {
    expect(sent({ max_completion_tokens: 7 })['max_tokens']).toBe(7);
    expect(sent({}, 'm', 64_000)['max_tokens']).toBe(64_000);
    expect(sent({})['max_tokens']).toBe(4096);
  });

  it('the API version is a header', () => {
    expect(to('anthropic-messages', openai({})).headers).toEqual({ 'anthropic-version': '2023-06-01' });
  });

  it('parallel calls are forbidden through the tool choice', () => {
    expect(sent({ tools: [tool], parallel_tool_calls: false })['tool_choice']).toEqual({
      type: 'auto',
      disable_parallel_tool_use: true,
    });
    expect(
      sent({ tools: [tool], tool_choice: 'required', parallel_tool_calls: false })['tool_choice'],
    ).toEqual({
      type: 'any',
      disable_parallel_tool_use: true,
    });
    expect(sent({ tools: [tool], tool_choice: 'none', parallel_tool_calls: false })['tool_choice']).toEqual({
      type: 'none',
    });
  });

  it('a JSON schema becomes output_config.format, closed as the API demands; free JSON is dropped by name', () => {
    const schema = { type: 'object', properties: { a: { type: 'object', properties: {} } } };
    const format = { type: 'json_schema', json_schema: { name: 'n', schema } };
    expect(sent({ response_format: format })['output_config']).toEqual({
      format: {
        type: 'json_schema',
        schema: {
          type: 'object',
          additionalProperties: false,
          properties: { a: { type: 'object', properties: {}, additionalProperties: false } },
        },
      },
    });
    expect(to('anthropic-messages', openai({ response_format: { type: 'json_object' } })).dropped).toEqual([
      'response_format',
    ]);
  });

  it('effort is a budget for models up to 4.5, and an effort with adaptive thinking after', () => {
    expect(sent({ reasoning_effort: 'low' }, 'claude-sonnet-4-5')).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 4096 },
      max_tokens: 5120,
    });
    expect(sent({ reasoning_effort: 'minimal' }, 'claude-opus-4-6')).toMatchObject({
      thinking: { type: 'adaptive' },
      output_config: { effort: 'low' },
    });
    expect(sent({ reasoning_effort: 'none' }, 'claude-opus-4-6')['thinking']).toEqual({ type: 'disabled' });
  });

  it('a budget leaves room below the ceiling of the model', () => {
    expect(sent({ reasoning_effort: 'xhigh' }, 'claude-haiku-4-5', 8192)).toMatchObject({
      thinking: { budget_tokens: 7168 },
      max_tokens: 8192,
    });
  });

  it.each([
    ['claude-sonnet-4-5-20250929', true],
    ['claude-sonnet-4-20250514', true],
    ['claude-3-7-sonnet-latest', true],
    ['claude-opus-4-6', true],
    ['claude-haiku-4-5', true],
    ['claude-opus-4-7', false],
    ['claude-sonnet-5', false],
    ['claude-haiku-5-5', false],
    ['us.anthropic.claude-opus-4-8-v1:0', false],
    ['claude-fable-5', false],
    ['deepseek-chat', true],
  ])('%s takes sampling parameters: %s', (model, takes) => {
    const encoded = to('anthropic-messages', openai({ temperature: 0.5 }), model);
    expect(body(encoded)['temperature']).toBe(takes ? 0.5 : undefined);
    expect(encoded.dropped).toEqual(takes ? [] : ['temperature']);
  });

  it('a temperature above 1 is cut to 1, and that is said', () => {
    const encoded = to('anthropic-messages', openai({ temperature: 1.5 }));
    expect(body(encoded)['temperature']).toBe(1);
    expect(encoded.dropped).toEqual(['temperature']);
  });

  it('a forced tool call is kept and thinking by budget gives way', () => {
    const encoded = to(
      'anthropic-messages',
      openai({ tools: [tool], tool_choice: 'required', reasoning_effort: 'low' }),
      'claude-sonnet-4-5',
    );
    expect(body(encoded)).not.toHaveProperty('thinking');
    expect(encoded.dropped).toEqual(['reasoning_effort']);
  });

  it('arguments that are no JSON are kept, and none at all are an empty object', () => {
    const call = (id: string, text: string) => ({
      id,
      type: 'function',
      function: { name: 'f', arguments: text },
    });
    const round = [
      ...messages,
      { role: 'assistant', tool_calls: [call('a', '{"x'), call('b', '')] },
      { role: 'tool', tool_call_id: 'a', content: '1' },
      { role: 'tool', tool_call_id: 'b', content: '2' },
    ];
    const [, assistant, answers, ...rest] = sent({ messages: round })['messages'] as { content: object[] }[];
    expect(assistant?.content).toMatchObject([{ input: { _raw: '{"x' } }, { input: {} }]);
    expect(answers?.content).toMatchObject([{ tool_use_id: 'a' }, { tool_use_id: 'b' }]);
    expect(rest).toEqual([]);
  });
});

describe('a request of the Anthropic door elsewhere', () => {
  it('thinking finds its way back to its own vendor only', () => {
    const writer = dialectFor('anthropic-messages').writeStream(anthropic({}));
    const written =
      writer.write({ type: 'reasoning', index: 0, text: 'hm', origin: 'openai-chat' }) +
      writer.write({ type: 'done' });
    const signature = /"signature_delta","signature":"([^"]+)"/.exec(written)?.[1];
    const history = [
      ...messages,
      {
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm', signature },
          { type: 'text', text: 'ok' },
        ],
      },
      ...messages,
    ];
    const request = anthropic({ messages: history });
    expect(JSON.stringify(to('openai-chat', request).body)).toContain('"reasoning_content":"hm"');
    expect(JSON.stringify(to('anthropic-messages', request).body)).not.toContain('thinking');
    const own = anthropic({
      messages: [
        ...messages,
        { role: 'assistant', content: [{ type: 'thinking', thinking: 'hm', signature: 'EqQB' }] },
      ],
    });
    expect(JSON.stringify(to('anthropic-messages', own).body)).toContain('EqQB');
    expect(JSON.stringify(to('openai-chat', own).body)).not.toContain('hm');
  });

  it('images in tool results follow after all answers', () => {
    const result = (id: string) => ({
      type: 'tool_result',
      tool_use_id: id,
      content: [{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AA' } }],
    });
    const use = (id: string) => ({ type: 'tool_use', id, name: 'f', input: {} });
    const request = anthropic({
      messages: [
        ...messages,
        { role: 'assistant', content: [use('a'), use('b')] },
        { role: 'user', content: [result('a'), result('b')] },
      ],
    });
    const sent = body(to('openai-chat', request))['messages'] as { role: string }[];
    expect(sent.map((message) => message.role)).toEqual(['user', 'assistant', 'tool', 'tool', 'user']);
  });

  it('cache breakpoints are read, and dropped by name', () => {
    const request = anthropic({
      system: [{ type: 'text', text: 's', cache_control: { type: 'ephemeral', ttl: '1h' } }],
    });
    expect(request.messages[0]?.content[0]).toEqual({ type: 'text', text: 's', cacheMarker: { ttl: '1h' } });
    expect(to('openai-chat', request).dropped).toEqual(['cache_control']);
  });
});

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

  it('a thinking budget becomes the nearest effort', () => {
    const effort = (budget_tokens: number) =>
      body(to('openai-chat', anthropic({ thinking: { type: 'enabled', budget_tokens } })))[
        'reasoning_effort'
      ];
    expect([1024, 4096, 4097, 32_768, 100_000].map(effort)).toEqual([
      'minimal',
      'low',
      'medium',
      'high',
      'xhigh',
    ]);
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

describe('a request to Gemini', () => {
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
