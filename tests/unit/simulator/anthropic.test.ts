import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();
const client = (): Anthropic =>
  new Anthropic({ apiKey: 'sim-test', baseURL: `${simulator.url}/anthropic`, maxRetries: 0 });

const ASK = [{ role: 'user' as const, content: 'Explain budgets in plain words.' }];
const BODY = { model: 'claude-sonnet-4.5', max_tokens: 4096, messages: ASK };
const WEATHER = {
  name: 'get_weather',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } }, required: ['city'] },
};

const LONG = Array.from({ length: 1500 }, (_, i) => `word${i % 7}`).join(' ');

describe('Anthropic messages over the real client', () => {
  it('answers whole and streamed with the same content and usage', async () => {
    const whole = await client().messages.create(BODY);
    const streamed = await client().messages.stream(BODY).finalMessage();
    expect(streamed.content).toMatchObject(whole.content);
    expect(streamed.usage.output_tokens).toBe(whole.usage.output_tokens);
    expect(streamed.usage.input_tokens).toBe(whole.usage.input_tokens);
    expect(whole.stop_reason).toBe('end_turn');
  });

  it('sends the events in the documented order, with cumulative usage in message_delta', async () => {
    const types: string[] = [];
    const raw = await simulator.post('/anthropic/v1/messages', { ...BODY, stream: true });
    for (const line of (await raw.text()).split('\n')) {
      if (line.startsWith('event: ')) types.push(line.slice('event: '.length));
    }
    expect(types.slice(0, 4)).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
    ]);
    expect(types.slice(-3)).toEqual(['content_block_stop', 'message_delta', 'message_stop']);
    expect(raw.headers.get('request-id')).toMatch(/^req_/);
  });

  it('thinks before it speaks when asked to, and counts it as output', async () => {
    const thinking = { type: 'enabled' as const, budget_tokens: 2048 };
    const message = await client()
      .messages.stream({ ...BODY, thinking })
      .finalMessage();
    expect(message.content.map((block) => block.type)).toEqual(['thinking', 'text']);
    const [thought, spoken] = message.content;
    if (thought?.type !== 'thinking' || spoken?.type !== 'text') throw new Error('no thought');
    expect(thought.signature.length).toBeGreaterThan(0);
    const words = thought.thinking.split(' ').length + spoken.text.split(' ').length;
    expect(message.usage.output_tokens).toBe(words);
  });

  it('uses a tool with an input that fits its schema, streamed too', async () => {
    const body = { ...BODY, tools: [WEATHER], tool_choice: { type: 'any' as const } };
    const whole = await client().messages.create(body);
    const streamed = await client().messages.stream(body).finalMessage();
    const block = whole.content[0];
    if (block?.type !== 'tool_use') throw new Error('no tool use');
    expect(whole.stop_reason).toBe('tool_use');
    expect(block.input).toEqual({ city: expect.any(String) });
    expect(streamed.content[0]).toMatchObject({ type: 'tool_use', name: 'get_weather', input: block.input });
  });

  it('bills what is written to the cache first and read from it then, apart from input_tokens', async () => {
    const system = [{ type: 'text' as const, text: LONG, cache_control: { type: 'ephemeral' as const } }];
    const first = await client().messages.create({ ...BODY, system });
    const second = await client().messages.create({ ...BODY, system });
    expect(first.usage.cache_creation_input_tokens).toBeGreaterThan(1024);
    expect(first.usage.cache_creation?.ephemeral_5m_input_tokens).toBe(
      first.usage.cache_creation_input_tokens,
    );
    expect(first.usage.cache_read_input_tokens).toBe(0);
    expect(second.usage.cache_read_input_tokens).toBe(first.usage.cache_creation_input_tokens);
    expect(second.usage.cache_creation_input_tokens).toBe(0);
    expect(second.usage.input_tokens).toBe(first.usage.input_tokens);
    const entries = await simulator.ledger();
    const billed = entries.find((entry) => entry.responseId === second.id);
    expect(billed?.meters).toEqual({
      'in.text': second.usage.input_tokens,
      'in.cache_read': second.usage.cache_read_input_tokens,
      'out.text': second.usage.output_tokens,
    });
  });

  it('keeps one-hour writes apart from five-minute ones', async () => {
    const system = [
      {
        type: 'text' as const,
        text: `hour ${LONG}`,
        cache_control: { type: 'ephemeral' as const, ttl: '1h' as const },
      },
      { type: 'text' as const, text: `minutes ${LONG}`, cache_control: { type: 'ephemeral' as const } },
    ];
    const { usage } = await client().messages.create({ ...BODY, system });
    expect(usage.cache_creation?.ephemeral_1h_input_tokens).toBeGreaterThan(1024);
    expect(usage.cache_creation?.ephemeral_5m_input_tokens).toBeGreaterThan(1024);
  });

  it('counts tokens as a message would, and bills nothing for it', async () => {
    const before = await simulator.totals();
    const { input_tokens } = await client().messages.countTokens({ model: BODY.model, messages: ASK });
    expect(await simulator.totals()).toEqual(before);
    const message = await client().messages.create(BODY);
    expect(message.usage.input_tokens).toBe(input_tokens);
  });

  it('stops at a stop sequence and names it', async () => {
    const message = await client().messages.create({ ...BODY, stop_sequences: ['.'] });
    expect(message.stop_reason).toBe('stop_sequence');
    expect(message.stop_sequence).toBe('.');
    const short = await client().messages.create({ ...BODY, max_tokens: 3 });
    expect(short.stop_reason).toBe('max_tokens');
    expect(short.usage.output_tokens).toBe(3);
  });

  it.each([
    ['a wrong key', { 'x-api-key': 'sk-ant', authorization: '' }, BODY, 401, 'authentication_error'],
    ['no max_tokens', {}, { model: BODY.model, messages: ASK }, 400, 'invalid_request_error'],
    ['a model of another vendor', {}, { ...BODY, model: 'gpt-4.1' }, 404, 'not_found_error'],
    ['an overload', { 'x-simulator-fault': '529' }, BODY, 529, 'overloaded_error'],
  ])('answers %s in Anthropic shape', async (_case, headers, body, status, type) => {
    const answer = await simulator.post('/anthropic/v1/messages', body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({
      type: 'error',
      error: { type, message: expect.any(String) },
    });
  });
});
