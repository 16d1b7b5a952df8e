import Anthropic from '@anthropic-ai/sdk';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { simulatorForTests } from '@/tests/unit/simulator/start-for-test';
import { KEYS, simulatedConfig } from '../simulated-config';

process.env['TEST_SIM_KEY'] = 'sim-test';
const simulator = simulatorForTests();
const MODELS = ['fast', 'claude'];
let gateway: GatewayFixture;
let openai: OpenAI;
let anthropic: Anthropic;

beforeAll(async () => {
  const rules = MODELS.map((id) => ({
    ...{ id: `keep-${id}`, name: id, when: { models: [id] }, targets: [id] },
    settings: { cache: {} },
  }));
  const base = simulatedConfig(simulator.url, 'http://127.0.0.1:9');
  const snapshot = snapshotOf({ ...base, rules }, KEYS, simulator.url);
  gateway = await startGateway(snapshot, { cache: new AnswerCache(new AnswerMemory(1024 * 1024)) });
  openai = new OpenAI({ apiKey: TEST_KEY, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  anthropic = new Anthropic({ apiKey: TEST_KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterAll(() => gateway.close());

interface Told {
  cache: string | null;
  text: string | null;
  input?: number | undefined;
  output?: number | undefined;
}

const chat = (model: string, prompt: string) => ({
  model,
  messages: [{ role: 'user' as const, content: prompt }],
});

async function chatWhole(model: string, prompt: string): Promise<Told> {
  const { data, response } = await openai.chat.completions.create(chat(model, prompt)).withResponse();
  const { prompt_tokens: input, completion_tokens: output } = data.usage ?? {};
  return {
    cache: response.headers.get('x-tollgate-cache'),
    text: data.choices[0]?.message.content ?? null,
    input,
    output,
  };
}

async function chatStream(model: string, prompt: string): Promise<Told> {
  const { data, response } = await openai.chat.completions
    .create({ ...chat(model, prompt), stream: true, stream_options: { include_usage: true } })
    .withResponse();
  const told: Told = { cache: response.headers.get('x-tollgate-cache'), text: '' };
  let ended: string | null | undefined;
  for await (const { choices, usage } of data) {
    told.text += choices[0]?.delta.content ?? '';
    ended ??= choices[0]?.finish_reason;
    if (usage) Object.assign(told, { input: usage.prompt_tokens, output: usage.completion_tokens });
  }
  expect(ended).toBe('stop');
  return told;
}

const message = (model: string, prompt: string) => ({ ...chat(model, prompt), max_tokens: 400 });

async function messageWhole(model: string, prompt: string): Promise<Told> {
  const { data, response } = await anthropic.messages.create(message(model, prompt)).withResponse();
  const text = data.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const { input_tokens: input, output_tokens: output } = data.usage;
  return { cache: response.headers.get('x-tollgate-cache'), text, input, output };
}

async function messageStream(model: string, prompt: string): Promise<Told> {
  const stream = anthropic.messages.stream(message(model, prompt));
  const { response } = await stream.withResponse();
  const data = await stream.finalMessage();
  const text = data.content.map((block) => (block.type === 'text' ? block.text : '')).join('');
  const { input_tokens: input, output_tokens: output } = data.usage;
  return { cache: response.headers.get('x-tollgate-cache'), text, input, output };
}

const DOORS = {
  'chat completions': { whole: chatWhole, stream: chatStream },
  messages: { whole: messageWhole, stream: messageStream },
};
const cases = Object.entries(DOORS).flatMap(([door, ask]) =>
  MODELS.flatMap((model) => [
    [door, model, 'whole', ask.whole, 'stream', ask.stream] as const,
    [door, model, 'stream', ask.stream, 'whole', ask.whole] as const,
  ]),
);

test.each(cases)(
  '%s, model %s: an answer kept as %s serves a client of the SDK that wants it %s',
  async (door, model, kept, first, _wanted, second) => {
    const prompt = `Say something about ${door}, ${kept}.`;
    const miss = await first(model, prompt);
    const hit = await second(model, prompt);
    expect([miss.cache, hit.cache]).toEqual(['miss', 'hit']);
    expect(hit).toEqual({ ...miss, cache: 'hit' });
    expect(miss.text).not.toBe('');
    expect(miss.output).toBeGreaterThan(0);
    expect(await second(model, prompt)).toEqual(hit);
  },
);
