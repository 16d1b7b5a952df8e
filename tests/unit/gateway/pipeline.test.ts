import Anthropic from '@anthropic-ai/sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sumUsd } from '@/lib/pricing/money';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS, simulatedConfig } from './simulated-config';

let directory: string;
let simulator: RunningSimulator;
let gateway: GatewayFixture;
let client: OpenAI;

beforeAll(async () => {
  process.env['TEST_SIM_KEY'] = 'sim-test-key';
  directory = mkdtempSync(path.join(tmpdir(), 'pipeline-'));
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'ledger.jsonl'), latencyFactor: 0 });
  const config = simulatedConfig(simulator.url, 'http://127.0.0.1:1/v1');
  gateway = await startGateway(snapshotOf(config, KEYS));
  client = new OpenAI({ apiKey: TEST_KEY, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  gateway.records.length = 0;
  gateway.internalErrors.length = 0;
  await fetch(`${simulator.url}/admin/reset`, { method: 'POST', body: '{"ledger":true}' });
});

const messages = [{ role: 'user' as const, content: 'What is a token?' }];
const billed = async () =>
  (await (await fetch(`${simulator.url}/admin/ledger/totals`)).json()) as {
    count: number;
    amountUsd: string;
  };
const booked = () =>
  sumUsd(gateway.completions().flatMap((done) => done.attempts.flatMap(({ cost }) => cost.totalUsd ?? [])));

async function streamText(model: string): Promise<string> {
  let text = '';
  for await (const chunk of await client.chat.completions.create({ model, messages, stream: true }))
    text += chunk.choices[0]?.delta.content ?? '';
  return text;
}

describe.each(['fast', 'claude'])('a request to %s', (model) => {
  it('is answered, with its exact cost in the headers and on the books', async () => {
    const { data, response } = await client.chat.completions.create({ model, messages }).withResponse();
    expect(data.choices[0]?.message.content).toBeTruthy();
    expect(Math.abs(data.created - Date.now() / 1000)).toBeLessThan(60);
    const [done] = gateway.completions();
    expect(response.headers.get('x-tollgate-cost-usd')).toBe(done?.attempts[0]?.cost.totalUsd);
    expect(response.headers.get('x-tollgate-model')).toBe(model);
    expect(response.headers.get('x-request-id')).toBe(done?.request.requestId);
    expect((await billed()).amountUsd).toBe(booked());
    expect(gateway.internalErrors).toEqual([]);
  });

  it('costs the same streamed, and the client sees no usage that it did not ask for', async () => {
    const chunks: OpenAI.ChatCompletionChunk[] = [];
    for await (const chunk of await client.chat.completions.create({ model, messages, stream: true }))
      chunks.push(chunk);
    expect(chunks.every((chunk) => chunk.choices.length > 0)).toBe(true);
    expect(gateway.completions()[0]).toMatchObject({
      outcome: 'success',
      attempts: [{ usage: { provenance: 'provider' } }],
    });
    expect((await billed()).amountUsd).toBe(booked());
  });

  it('gives usage in the stream to a client that asks for it', async () => {
    const usages: unknown[] = [];
    const stream = await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    });
    for await (const chunk of stream) if (chunk.usage) usages.push(chunk.usage);
    expect(usages).toHaveLength(1);
  });
});

describe('the stream', () => {
  it('tells the cost in a comment before its end, and ends with [DONE]', async () => {
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'fast', messages, stream: true }),
    });
    const text = await response.text();
    const cost = gateway.completions()[0]?.attempts[0]?.cost.totalUsd;
    expect(text.slice(-80)).toContain(`: x-tollgate-cost-usd ${cost}\n\ndata: [DONE]\n\n`);
  });

  it('that breaks ends with an error and no [DONE], and is booked as far as it came', async () => {
    await expect(streamText('cut')).rejects.toThrow();
    const [done] = gateway.completions();
    expect(done).toMatchObject({ outcome: 'error', attempts: [{ provider: 'cut', outcome: 'error' }] });
    expect(done?.attempts[0]?.cost.state).toBe('priced');
    expect(done?.attempts[0]?.usage.provenance).not.toBe('provider');
  });
});

describe('failing targets', () => {
  it('are passed over before the first byte, each on the books', async () => {
    const { response } = await client.chat.completions
      .create({ model: 'falls-over', messages })
      .withResponse();
    expect(response.headers.get('x-tollgate-attempts')).toBe('3');
    const attempts = gateway.completions()[0]?.attempts ?? [];
    expect(attempts.map(({ provider, status, cost }) => [provider, status, cost.state])).toEqual([
      ['dead', 0, 'not_billed'],
      ['broken', 500, 'not_billed'],
      ['openai', 200, 'priced'],
    ]);
    expect((await billed()).amountUsd).toBe(booked());
    expect(await streamText('falls-over')).not.toBe('');
  });

  it('leave a 502 in the OpenAI shape when none is left', async () => {
    const error = await client.chat.completions
      .create({ model: 'dead', messages })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(OpenAI.APIError);
    expect(error).toMatchObject({ status: 502, code: 'upstream_error' });
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'error', status: 502 });
  });

  it('that call the request wrong are believed: no other target is asked', async () => {
    const error = await client.chat.completions
      .create({ model: 'refusing', messages })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ status: 400 });
    expect(gateway.completions()[0]?.attempts).toHaveLength(1);
  });
});

it('writes an intent before each dispatch', async () => {
  await client.chat.completions.create({ model: 'falls-over', messages });
  expect(gateway.records.map((record) => record.t)).toEqual(['intent', 'intent', 'intent', 'done']);
});

it('routes by rule and says so', async () => {
  const request = {
    model: 'auto',
    messages: [{ role: 'user' as const, content: 'Write a Python function.' }],
  };
  const { response } = await client.chat.completions.create(request).withResponse();
  expect(response.headers.get('x-tollgate-route')).toBe('auto-code');
  expect(response.headers.get('x-tollgate-provider')).toBe('anthropic');
});

it('has no price for an unpriced model, and never 0', async () => {
  const { response } = await client.chat.completions.create({ model: 'unpriced', messages }).withResponse();
  expect(response.headers.get('x-tollgate-cost-usd')).toBe('unpriced');
  expect(gateway.completions()[0]?.attempts[0]?.cost).toMatchObject({ state: 'unpriced', totalUsd: null });
});

describe('the Anthropic door', () => {
  const anthropic = () => new Anthropic({ apiKey: TEST_KEY, baseURL: gateway.url, maxRetries: 0 });

  it.each(['fast', 'claude'])('serves %s whole and streamed, at its exact cost', async (model) => {
    const request = { model, max_tokens: 100, messages };
    const answer = await anthropic().messages.create(request);
    expect(answer.content[0]).toMatchObject({ type: 'text' });
    const final = await anthropic().messages.stream(request).finalMessage();
    expect(final.stop_reason).toBeTruthy();
    expect(gateway.completions().map(({ outcome }) => outcome)).toEqual(['success', 'success']);
    expect((await billed()).amountUsd).toBe(booked());
  });

  it('answers in the shape of Anthropic when something is wrong', async () => {
    const wrong = anthropic().messages.create({ model: 'nope', max_tokens: 1, messages });
    await expect(wrong).rejects.toMatchObject({
      status: 404,
      error: { type: 'error', error: { type: 'not_found_error' } },
    });
  });
});
