import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();
const client = (): OpenAI =>
  new OpenAI({ apiKey: 'sim-test', baseURL: `${simulator.url}/openai/v1`, maxRetries: 0 });

const ASK = [{ role: 'user' as const, content: 'Explain budgets in plain words.' }];
const WEATHER = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, unit: { enum: ['celsius', 'fahrenheit'] } },
      required: ['city', 'unit'],
    },
  },
};

async function streamed(body: Omit<OpenAI.ChatCompletionCreateParamsStreaming, 'stream'>) {
  const chunks: OpenAI.ChatCompletionChunk[] = [];
  for await (const chunk of await client().chat.completions.create({ ...body, stream: true }))
    chunks.push(chunk);
  const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('');
  return { chunks, text };
}

describe('OpenAI chat over the real client', () => {
  it('answers whole and streamed with the same text and the same usage', async () => {
    const whole = await client().chat.completions.create({ model: 'gpt-4.1', messages: ASK });
    const stream = await streamed({
      model: 'gpt-4.1',
      messages: ASK,
      stream_options: { include_usage: true },
    });
    expect(whole.choices[0]?.message.content).toBe(stream.text);
    expect(stream.text.length).toBeGreaterThan(20);
    expect(stream.chunks.at(-1)?.choices).toEqual([]);
    expect(stream.chunks.at(-1)?.usage).toEqual(whole.usage);
    expect(stream.chunks[0]?.choices[0]?.delta.role).toBe('assistant');
    expect(stream.chunks.at(-2)?.choices[0]?.finish_reason).toBe('stop');
    expect(whole.usage?.total_tokens).toBe(
      (whole.usage?.prompt_tokens ?? 0) + (whole.usage?.completion_tokens ?? 0),
    );
  });

  it('sends no usage in a stream that did not ask for it', async () => {
    const { chunks } = await streamed({ model: 'gpt-4.1', messages: ASK });
    expect(chunks.every((chunk) => chunk.usage === undefined && chunk.choices.length === 1)).toBe(true);
  });

  it('ends with finish_reason length exactly at max_completion_tokens', async () => {
    const whole = await client().chat.completions.create({
      model: 'gpt-4.1',
      messages: ASK,
      max_completion_tokens: 5,
    });
    expect(whole.choices[0]?.finish_reason).toBe('length');
    expect(whole.usage?.completion_tokens).toBe(5);
  });

  it('stops before a stop sequence and never shows it', async () => {
    const whole = await client().chat.completions.create({ model: 'gpt-4.1', messages: ASK, stop: ['.'] });
    expect(whole.choices[0]?.message.content).not.toContain('.');
    expect(whole.choices[0]?.finish_reason).toBe('stop');
  });

  it('gives n different choices, interleaved when streamed, and bills them all', async () => {
    const whole = await client().chat.completions.create({ model: 'gpt-4.1', messages: ASK, n: 3 });
    expect(new Set(whole.choices.map((choice) => choice.message.content)).size).toBe(3);
    const { chunks } = await streamed({ model: 'gpt-4.1', messages: ASK, n: 3 });
    const content = chunks.filter((chunk) => chunk.choices[0]?.delta.content);
    expect(content.slice(0, 3).map((chunk) => chunk.choices[0]?.index)).toEqual([0, 1, 2]);
    const entry = (await simulator.ledger()).find((one) => one.responseId === whole.id);
    expect(entry?.meters['out.text']).toBe(whole.usage?.completion_tokens);
  });

  it('calls the tool that is required, with arguments that fit its schema, streamed in fragments', async () => {
    const body = { model: 'gpt-4.1', messages: ASK, tools: [WEATHER], tool_choice: 'required' as const };
    const whole = await client().chat.completions.create(body);
    const call = whole.choices[0]?.message.tool_calls?.[0];
    expect(whole.choices[0]?.finish_reason).toBe('tool_calls');
    if (call?.type !== 'function') throw new Error('no call');
    const args = JSON.parse(call.function.arguments) as { city: unknown; unit: unknown };
    expect(typeof args.city).toBe('string');
    expect(['celsius', 'fahrenheit']).toContain(args.unit);
    const { chunks } = await streamed(body);
    const deltas = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(deltas.length).toBeGreaterThan(3);
    expect(deltas.map((delta) => delta.function?.arguments ?? '').join('')).toBe(call.function.arguments);
  });

  it('calls several tools in one answer when the prompt names them, one when parallel calls are off', async () => {
    const clock = {
      type: 'function' as const,
      function: { name: 'get_time', parameters: { type: 'object' } },
    };
    const messages = [{ role: 'user' as const, content: 'Use get_weather and get_time for Hanoi' }];
    const body = { model: 'gpt-4.1', messages, tools: [WEATHER, clock] };
    const both = await client().chat.completions.create(body);
    expect(both.choices[0]?.message.tool_calls).toHaveLength(2);
    const one = await client().chat.completions.create({ ...body, parallel_tool_calls: false });
    expect(one.choices[0]?.message.tool_calls).toHaveLength(1);
    const none = await client().chat.completions.create({ ...body, tool_choice: 'none' });
    expect(none.choices[0]?.message.tool_calls).toBeUndefined();
  });

  it('answers a JSON schema with JSON that has what the schema requires', async () => {
    const schema = {
      type: 'object',
      properties: { title: { type: 'string' }, score: { type: 'integer', minimum: 1, maximum: 5 } },
      required: ['title', 'score'],
      additionalProperties: false,
    };
    const whole = await client().chat.completions.create({
      model: 'gpt-4.1',
      messages: ASK,
      response_format: { type: 'json_schema', json_schema: { name: 'review', schema } },
    });
    const value = JSON.parse(whole.choices[0]?.message.content ?? '') as { title: string; score: number };
    expect(value.title.length).toBeGreaterThan(0);
    expect([1, 2, 3, 4, 5]).toContain(value.score);
  });

  it('counts reasoning as a subset of the completion and keeps it hidden', async () => {
    const body = { model: 'o4-mini', messages: ASK, reasoning_effort: 'high' as const };
    const whole = await client().chat.completions.create(body);
    const reasoning = whole.usage?.completion_tokens_details?.reasoning_tokens ?? 0;
    expect(reasoning).toBeGreaterThan(0);
    expect(whole.usage?.completion_tokens).toBeGreaterThan(reasoning);
    expect(whole.choices[0]?.message).not.toHaveProperty('reasoning_content');
    const deepseek = await client().chat.completions.create({ ...body, model: 'deepseek-v3.2' });
    expect(deepseek.choices[0]?.message).toHaveProperty('reasoning_content');
  });

  it('reports cached tokens when a prefix of 1024 tokens and more comes again', async () => {
    const long = Array.from({ length: 1500 }, (_, i) => `word${i % 7}`).join(' ');
    const messages = [{ role: 'user' as const, content: long }];
    const first = await client().chat.completions.create({ model: 'gpt-4.1', messages });
    const again = await client().chat.completions.create({ model: 'gpt-4.1', messages });
    const cached = again.usage?.prompt_tokens_details?.cached_tokens ?? 0;
    expect(first.usage?.prompt_tokens_details?.cached_tokens).toBe(0);
    expect(cached).toBeGreaterThanOrEqual(1024);
    expect(cached % 128).toBe(0);
    expect(again.usage?.prompt_tokens).toBe(first.usage?.prompt_tokens);
  });

  it('counts an image', async () => {
    const content = [
      { type: 'text' as const, text: 'What is this?' },
      { type: 'image_url' as const, image_url: { url: 'data:image/png;base64,AAAA' } },
    ];
    const whole = await client().chat.completions.create({
      model: 'gpt-4.1',
      messages: [{ role: 'user', content }],
    });
    expect(whole.usage?.prompt_tokens).toBeGreaterThan(765);
  });

  it('lists its models', async () => {
    const list = await client().models.list();
    expect(list.data.map((model) => model.id)).toContain('deepseek-v3.2');
  });
});

describe('OpenAI errors', () => {
  it.each([
    ['no key', { authorization: '' }, {}, 401],
    ['a wrong key', { authorization: 'Bearer sk-other' }, {}, 401],
    ['an unknown model', {}, { model: 'gpt-99', messages: ASK }, 404],
    ['no messages', {}, { model: 'gpt-4.1', messages: [] }, 400],
    ['broken JSON', {}, '{"model":', 400],
    [
      'a prompt over the window',
      {},
      { model: 'deepseek-v3.2', messages: [{ role: 'user', content: 'a '.repeat(70_000) }] },
      400,
    ],
  ])('answers %s in OpenAI shape and bills nothing', async (_case, headers, body, status) => {
    const before = await simulator.totals();
    const answer = await simulator.post('/openai/v1/chat/completions', body, headers);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('x-request-id')).toMatch(/^req_/);
    const { error } = (await answer.json()) as { error: Record<string, unknown> };
    expect(Object.keys(error).sort()).toEqual(['code', 'message', 'param', 'type']);
    expect(await simulator.totals()).toEqual(before);
  });
});
