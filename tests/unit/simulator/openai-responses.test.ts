import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();
const client = (): OpenAI =>
  new OpenAI({ apiKey: 'sim-test', baseURL: `${simulator.url}/openai/v1`, maxRetries: 0 });

const BODY = { model: 'gpt-4.1', input: 'Explain budgets in plain words.' };
const TOOL = {
  type: 'function' as const,
  name: 'get_weather',
  strict: true,
  parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
};

async function streamed(body: OpenAI.Responses.ResponseCreateParamsNonStreaming) {
  const events: OpenAI.Responses.ResponseStreamEvent[] = [];
  for await (const event of await client().responses.create({ ...body, stream: true })) events.push(event);
  return events;
}

describe('OpenAI responses over the real client', () => {
  it('answers whole and streamed with the same text and usage', async () => {
    const whole = await client().responses.create(BODY);
    const events = await streamed(BODY);
    const last = events.at(-1);
    if (last?.type !== 'response.completed') throw new Error(`ends with ${last?.type ?? 'nothing'}`);
    expect(whole.output_text.length).toBeGreaterThan(20);
    expect(last.response.usage).toEqual(whole.usage);
    const deltas = events.flatMap((event) =>
      event.type === 'response.output_text.delta' ? event.delta : [],
    );
    expect(deltas.join('')).toBe(whole.output_text);
    expect(events.map((event) => event.sequence_number)).toEqual(events.map((_, index) => index));
  });

  it('opens and closes each item and part around its deltas', async () => {
    const types = (await streamed(BODY)).map((event) => event.type.replace('response.', ''));
    const compact = types.filter((type, index) => type !== types[index - 1]);
    expect(compact).toEqual([
      'created',
      'in_progress',
      'output_item.added',
      'content_part.added',
      'output_text.delta',
      'output_text.done',
      'content_part.done',
      'output_item.done',
      'completed',
    ]);
  });

  it('calls a function, its arguments streamed in fragments', async () => {
    const body = { ...BODY, tools: [TOOL], tool_choice: 'required' as const };
    const whole = await client().responses.create(body);
    const [call] = whole.output;
    if (call?.type !== 'function_call') throw new Error('no call');
    expect(JSON.parse(call.arguments)).toEqual({ city: expect.any(String) });
    const events = await streamed(body);
    const deltas = events.flatMap((event) =>
      event.type === 'response.function_call_arguments.delta' ? event.delta : [],
    );
    expect(deltas.join('')).toBe(call.arguments);
  });

  it('shows a summary of reasoning on request and counts it inside the output', async () => {
    const body = {
      ...BODY,
      model: 'o4-mini',
      reasoning: { effort: 'low' as const, summary: 'auto' as const },
    };
    const events = await streamed(body);
    const last = events.at(-1);
    if (last?.type !== 'response.completed') throw new Error('not completed');
    expect(last.response.output.map((item) => item.type)).toEqual(['reasoning', 'message']);
    expect(last.response.usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
    expect(events.some((event) => event.type === 'response.reasoning_summary_text.delta')).toBe(true);
  });

  it('is incomplete when max_output_tokens cuts it', async () => {
    const whole = await client().responses.create({ ...BODY, max_output_tokens: 4 });
    expect(whole.status).toBe('incomplete');
    expect(whole.incomplete_details?.reason).toBe('max_output_tokens');
    expect(whole.usage?.output_tokens).toBe(4);
  });
});

describe('OpenAI embeddings over the real client', () => {
  it('gives the same unit vector for the same text and bills its tokens', async () => {
    const model = 'text-embedding-3-small';
    const answer = await client().embeddings.create({
      model,
      input: ['one text', 'one text', 'another text'],
    });
    const [a, b, c] = answer.data.map((item) => item.embedding);
    expect(a).toHaveLength(1536);
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    const length = Math.sqrt((a ?? []).reduce((sum, value) => sum + value * value, 0));
    expect(length).toBeCloseTo(1, 5);
    const entry = (await simulator.ledger()).at(-1);
    expect(entry?.meters).toEqual({ 'in.text': answer.usage.prompt_tokens });
  });
});
