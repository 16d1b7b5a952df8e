import Anthropic from '@anthropic-ai/sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DialectName } from '@/lib/dialects/types';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { Tally } from './tally';
import { upstreamConfig } from './upstreams';

let directory: string;
let simulator: RunningSimulator;
let gateway: GatewayFixture;
let openai: OpenAI;
let anthropic: Anthropic;

const tally = new Tally('parameters');

beforeAll(async () => {
  process.env['CONFORMANCE_SIMULATOR_KEY'] = 'sim-conformance';
  directory = mkdtempSync(path.join(tmpdir(), 'conformance-'));
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'ledger.jsonl'), latencyFactor: 0 });
  const key = { id: TEST_KEY, name: 'Conformance', workspaceId: 'main', tags: {} };
  gateway = await startGateway(
    snapshotOf(upstreamConfig(simulator.url, 'env:CONFORMANCE_SIMULATOR_KEY'), [key]),
  );
  openai = new OpenAI({ apiKey: TEST_KEY, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  anthropic = new Anthropic({ apiKey: TEST_KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterEach(({ task }) => tally.count('all', task.result?.state === 'pass'));
afterAll(async () => {
  tally.print();
  await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});

type ChatBody = Omit<OpenAI.ChatCompletionCreateParamsNonStreaming, 'model' | 'messages'> & {
  messages?: OpenAI.ChatCompletionMessageParam[];
};
const chat = (to: DialectName, more: ChatBody) =>
  openai.chat.completions.create({
    model: `via-${to}`,
    messages: [{ role: 'user', content: 'Hi.' }],
    ...more,
  });

/** The parameters that an answer says were left out. */
async function dropped(to: DialectName, more: ChatBody): Promise<string | null> {
  const { response } = await chat(to, more).withResponse();
  expect(gateway.internalErrors.splice(0)).toEqual([]);
  return response.headers.get('x-tollgate-dropped');
}

const AUDIO: OpenAI.ChatCompletionMessageParam[] = [
  { role: 'user', content: [{ type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } }] },
];

describe('what an upstream can do', () => {
  it.each(['openai-chat', 'gemini'] as const)('%s gives as many choices as asked for', async (to) => {
    const answer = await chat(to, { n: 2 });
    expect(answer.choices.map(({ index }) => index)).toEqual([0, 1]);
    for (const { message } of answer.choices) expect(message.content).toBeTruthy();
  });

  it.each(['openai-chat', 'anthropic-messages', 'gemini'] as const)(
    '%s stops at a stop sequence',
    async (to) => {
      const whole = await chat(to, {});
      const word = whole.choices[0]?.message.content?.split(' ')[3] ?? '';
      const cut = await chat(to, { stop: [word] });
      expect(word).not.toBe('');
      expect(cut.choices[0]?.message.content).not.toContain(word);
      expect(cut.choices[0]?.finish_reason).toBe('stop');
    },
  );

  it.each(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const)(
    '%s calls the one tool that it is told to, and none when told so',
    async (to) => {
      const tools: OpenAI.ChatCompletionTool[] = ['first', 'second'].map((name) => ({
        type: 'function',
        function: { name, parameters: { type: 'object', properties: {} } },
      }));
      const one = await chat(to, { tools, tool_choice: { type: 'function', function: { name: 'second' } } });
      expect(one.choices[0]?.message.tool_calls).toMatchObject([{ function: { name: 'second' } }]);
      const none = await chat(to, { tools, tool_choice: 'none' });
      expect(none.choices[0]?.message.tool_calls ?? []).toEqual([]);
    },
  );
});

describe('what an upstream cannot do is refused by name', () => {
  it.each([
    ['n', 'anthropic-messages', { n: 2 }],
    ['n', 'openai-responses', { n: 2 }],
    ['messages', 'anthropic-messages', { messages: AUDIO }],
    ['functions', 'gemini', { functions: [{ name: 'f' }] }],
    ['modalities', 'anthropic-messages', { modalities: ['text', 'audio'] }],
  ] satisfies [string, DialectName, ChatBody][])('%s at %s', async (param, to, more) => {
    const thrown: unknown = await chat(to, more).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(OpenAI.BadRequestError);
    expect(thrown).toMatchObject({ status: 400, code: 'unsupported_parameter', param });
    expect(gateway.internalErrors.splice(0)).toEqual([]);
  });

  it('stored responses', async () => {
    const thrown: unknown = await openai.responses
      .create({ model: 'via-gemini', input: 'x', previous_response_id: 'resp_1' })
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(OpenAI.BadRequestError);
    expect(thrown).toMatchObject({ param: 'previous_response_id' });
  });

  it('references to items that were stored with another answer', async () => {
    const thrown: unknown = await openai.responses
      .create({ model: 'via-gemini', input: [{ type: 'item_reference', id: 'msg_1' }] })
      .catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(OpenAI.BadRequestError);
    expect(thrown).toMatchObject({ param: 'input[0]' });
  });

  it.each(['openai-chat', 'openai-responses', 'gemini'] as const)(
    'tools that Anthropic runs itself, at %s',
    async (to) => {
      const thrown: unknown = await anthropic.messages
        .create({
          model: `via-${to}`,
          max_tokens: 16,
          messages: [{ role: 'user', content: 'x' }],
          tools: [{ type: 'web_search_20250305', name: 'web_search' }],
        })
        .catch((error: unknown) => error);
      expect(thrown).toBeInstanceOf(Anthropic.BadRequestError);
      expect(String(thrown)).toContain('tools[0]');
    },
  );
});

describe('what an upstream need not do is left out, and the answer says so', () => {
  const wishes: ChatBody = { seed: 7, logprobs: true, user: 'u1', frequency_penalty: 1 };
  it.each([
    ['openai-chat', null],
    ['openai-responses', 'seed,frequency_penalty,logprobs'],
    ['anthropic-messages', 'seed,frequency_penalty,logprobs'],
    ['gemini', 'logprobs,user'],
  ] satisfies [DialectName, string | null][])('at %s: %s', async (to, names) => {
    expect(await dropped(to, wishes)).toBe(names);
  });

  it.each(['openai-chat', 'openai-responses', 'anthropic-messages', 'gemini'] as const)(
    'and nothing of a plain request at %s',
    async (to) => expect(await dropped(to, { max_completion_tokens: 16, temperature: 0.5 })).toBeNull(),
  );
});
