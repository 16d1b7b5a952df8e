import { describe, expect, it } from 'vitest';
import { body, messages, openai, to, tool } from './requests';

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

  it.each([
    ['claude-sonnet-4-20250514', true],
    ['claude-opus-4-1', false],
    ['claude-sonnet-4-5', false],
    ['claude-haiku-4-5-20251001', false],
    ['imitator', true],
  ])('%s is given both, temperature and top_p: %s', (model, both) => {
    const encoded = to('anthropic-messages', openai({ temperature: 0.5, top_p: 0.9 }), model);
    expect(body(encoded)).toMatchObject({ temperature: 0.5 });
    expect(body(encoded)['top_p']).toBe(both ? 0.9 : undefined);
    expect(encoded.dropped).toEqual(both ? [] : ['top_p']);
    expect(body(to('anthropic-messages', openai({ top_p: 0.9 }), model))['top_p']).toBe(0.9);
  });

  it.each(['claude-opus-5-5', 'claude-sonnet-5-5', 'claude-fable-5', 'claude-fable-5-1-20260801'])(
    '%s cannot but think: least, and that is said',
    (model) => {
      const encoded = to('anthropic-messages', openai({ reasoning_effort: 'none' }), model);
      expect(body(encoded)).toMatchObject({
        thinking: { type: 'adaptive' },
        output_config: { effort: 'low' },
      });
      expect(encoded.dropped).toEqual(['reasoning_effort']);
    },
  );

  it('others are told not to think', () => {
    for (const model of ['claude-opus-5', 'claude-haiku-4-5', 'imitator']) {
      const encoded = to('anthropic-messages', openai({ reasoning_effort: 'none' }), model);
      expect(body(encoded)['thinking']).toEqual({ type: 'disabled' });
      expect(encoded.dropped).toEqual([]);
    }
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
