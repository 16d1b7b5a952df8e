import { expect } from 'vitest';
import { z } from 'zod';
import type { Ask, Client, Told } from './client';
import { modelOf, type UpstreamCase } from './upstreams';

/** One kind of cell: the question, and what every SDK must be told. */
export interface Kind {
  name: string;
  ask: Omit<Ask, 'model' | 'stream'>;
  check(told: Told): Promise<void> | void;
}

const citySchema = z.strictObject({
  city: z.string(),
  population: z.int().min(0),
  sights: z.array(z.string()),
});
const weatherSchema = z.object({ city: z.string(), unit: z.enum(['celsius', 'fahrenheit']) });

function checkText(told: Told): void {
  expect(told.text.length).toBeGreaterThan(20);
  expect(told.finish).toBe('stop');
  expect(told.calls).toEqual([]);
}

/** Calls with ids of their own and arguments that fit, answered: the conversation goes on in words. */
async function checkCalls(told: Told, count: number): Promise<void> {
  expect(told.finish).toBe('tool_calls');
  expect(told.calls).toHaveLength(count);
  expect(new Set(told.calls.map(({ id }) => id)).size).toBe(count);
  for (const call of told.calls) {
    expect(call.id).not.toBe('');
    expect(call.name).toBe('get_weather');
    weatherSchema.parse(call.input);
  }
  checkText(await told.answerCalls('18 degrees, sunny'));
}

export const KINDS: readonly Kind[] = [
  { name: 'text', ask: { prompt: 'What is a token?' }, check: checkText },
  {
    name: 'length',
    ask: { prompt: 'What is a book?', maxTokens: 16 },
    check: (told) => {
      expect(told.finish).toBe('length');
      expect(told.usage.output).toBe(16);
    },
  },
  {
    name: 'tool',
    ask: { prompt: 'Use the get_weather tool for Paris.', tools: true },
    check: (told) => checkCalls(told, 1),
  },
  {
    name: 'parallel tools',
    ask: { prompt: 'Use the get_weather tool for both Paris and Tokyo.', tools: true },
    check: (told) => checkCalls(told, 2),
  },
  { name: 'image by URL', ask: { prompt: 'What is this?', image: 'url' }, check: checkImage },
  { name: 'image in base64', ask: { prompt: 'What is that?', image: 'base64' }, check: checkImage },
  {
    name: 'JSON schema',
    ask: { prompt: 'Describe a city.', schema: true },
    check: (told) => {
      citySchema.parse(JSON.parse(told.text));
      expect(told.finish).toBe('stop');
    },
  },
];

/** The image arrived as one: it alone is worth more tokens than the words. */
function checkImage(told: Told): void {
  checkText(told);
  expect(told.usage.input).toBeGreaterThan(250);
}

/** One cell: the question asked of the client, streamed or not; a stream says what the answer in one piece says. */
export async function runKind(
  kind: Kind,
  client: Client,
  upstream: UpstreamCase,
  stream: boolean,
): Promise<Told> {
  const ask = { ...kind.ask, model: modelOf(upstream) };
  const told = await client.ask({ ...ask, stream });
  expect(told.usage.total).toBe(told.usage.input + told.usage.output);
  expect(told.usage.output).toBeGreaterThan(0);
  if (stream) {
    const whole = await client.ask({ ...ask, stream: false });
    expect(told.finish).toBe(whole.finish);
    const mayCall = ask.tools === true || ask.schema === true;
    if (!(mayCall && client.streamsOtherTools === true)) expectSame(told, whole);
    expect(told.pieces).toBeGreaterThan(mayCall && upstream.callsComeWhole === true ? 0 : 1);
  }
  await kind.check(told);
  return told;
}

/** The simulator gives the same answer to the same question. */
function expectSame(streamed: Told, whole: Told): void {
  expect(streamed.usage).toEqual(whole.usage);
  expect(streamed.text).toBe(whole.text);
  expect(streamed.calls.map(({ input }) => input)).toEqual(whole.calls.map(({ input }) => input));
}
