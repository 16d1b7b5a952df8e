import Anthropic from '@anthropic-ai/sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sumUsd } from '@/lib/pricing/money';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { doorsConfig } from './doors-config';
import { KEYS } from './simulated-config';

let directory: string;
let simulator: RunningSimulator;
let gateway: GatewayFixture;
let openai: OpenAI;
let anthropic: Anthropic;

beforeAll(async () => {
  process.env['TEST_SIM_KEY'] = 'sim-test-key';
  directory = mkdtempSync(path.join(tmpdir(), 'doors-'));
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'ledger.jsonl'), latencyFactor: 0 });
  gateway = await startGateway(snapshotOf(doorsConfig(simulator.url), KEYS));
  openai = new OpenAI({ apiKey: TEST_KEY, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
  anthropic = new Anthropic({ apiKey: TEST_KEY, baseURL: gateway.url, maxRetries: 0 });
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  gateway.records.length = 0;
  await fetch(`${simulator.url}/admin/reset`, { method: 'POST', body: '{"ledger":true}' });
});

const messages = [{ role: 'user' as const, content: 'What is a token?' }];
const billedUsd = async () =>
  ((await (await fetch(`${simulator.url}/admin/ledger/totals`)).json()) as { amountUsd: string }).amountUsd;
const bookedUsd = () =>
  sumUsd(gateway.completions().flatMap((done) => done.attempts.flatMap(({ cost }) => cost.totalUsd ?? [])));

describe('the responses door', () => {
  it.each(['chat', 'responses', 'claude', 'gemini'])('serves %s whole and streamed', async (model) => {
    const answer = await openai.responses.create({ model, input: 'What is a token?' });
    expect(answer.output_text).not.toBe('');
    let text = '';
    const stream = await openai.responses.create({ model, input: 'What is a token?', stream: true });
    for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta;
    expect(text).not.toBe('');
    expect(gateway.completions().map(({ outcome }) => outcome)).toEqual(['success', 'success']);
    expect(await billedUsd()).toBe(bookedUsd());
    expect(gateway.internalErrors).toEqual([]);
  });

  it.each(['previous_response_id', 'conversation', 'background'])('refuses %s by its name', async (param) => {
    const over = { [param]: param === 'background' ? true : 'resp_1' };
    const wrong = openai.responses.create({ model: 'responses', input: 'hi', ...over });
    await expect(wrong).rejects.toMatchObject({ status: 400, code: 'unsupported_parameter', param });
    expect(gateway.completions()).toMatchObject([{ outcome: 'rejected', status: 400 }]);
  });

  it('stores nothing: a stored response is not found', async () => {
    await expect(openai.responses.retrieve('resp_1')).rejects.toMatchObject({ status: 404 });
    await expect(openai.responses.delete('resp_1')).rejects.toMatchObject({ status: 404 });
    await expect(openai.responses.cancel('resp_1')).rejects.toMatchObject({ status: 404 });
  });
});

describe('parameters that the upstream lacks', () => {
  it.each([false, true])('are named in x-tollgate-dropped (stream: %s)', async (stream) => {
    const body = { model: 'claude', messages, stream, seed: 1, logit_bias: { '1': 1 } };
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(await response.text()).not.toBe('');
    expect(response.headers.get('x-tollgate-dropped')?.split(',').sort()).toEqual(['logit_bias', 'seed']);
  });
});

describe('the embeddings door', () => {
  it.each<[string, OpenAI.EmbeddingCreateParams['input'], number]>([
    ['a text', 'a text', 1],
    ['texts', ['one', 'two'], 2],
    ['token numbers', [1, 2, 3], 1],
    ['lists of token numbers', [[1], [2, 3]], 2],
  ])('embeds %s at its exact cost', async (_, input, count) => {
    const { data, response } = await openai.embeddings
      .create({ model: 'embed', input, dimensions: 8 })
      .withResponse();
    expect(data.data).toHaveLength(count);
    expect(data.data[0]?.embedding).toHaveLength(8);
    expect(response.headers.get('x-tollgate-cost-usd')).toBe(await billedUsd());
    expect(gateway.records.map(({ t }) => t)).toEqual(['intent', 'done']);
    expect(gateway.completions()[0]).toMatchObject({
      request: { api: 'openai-embeddings' },
      attempts: [{ usage: { provenance: 'provider' }, cost: { state: 'priced' } }],
    });
  });

  it('gives floats where they are asked for, and falls over like a chat', async () => {
    const { data, response } = await openai.embeddings
      .create({ model: 'embed-falls-over', input: 'x', encoding_format: 'float' })
      .withResponse();
    expect(data.data[0]?.embedding[0]).toBeTypeOf('number');
    expect(response.headers.get('x-tollgate-attempts')).toBe('2');
  });

  it('refuses a model that has no embeddings, naming the parameter', async () => {
    const wrong = openai.embeddings.create({ model: 'claude', input: 'x' });
    await expect(wrong).rejects.toMatchObject({ status: 400, param: 'model' });
  });
});

describe('the token count door', () => {
  it('asks Anthropic where the target is one, and bills nothing', async () => {
    const { data, response } = await anthropic.messages
      .countTokens({ model: 'claude', messages, system: 'Be brief.' })
      .withResponse();
    expect(data.input_tokens).toBeGreaterThan(0);
    expect(response.headers.get('x-tollgate-estimated')).toBeNull();
    const answer = await anthropic.messages.create({
      model: 'claude',
      messages,
      max_tokens: 5,
      system: 'Be brief.',
    });
    expect(data.input_tokens).toBe(answer.usage.input_tokens);
    expect(gateway.completions()).toHaveLength(1);
  });

  it.each(['chat', 'claude-dead'])('estimates for %s, and says so', async (model) => {
    const { data, response } = await anthropic.messages.countTokens({ model, messages }).withResponse();
    expect(data.input_tokens).toBeGreaterThan(4);
    expect(response.headers.get('x-tollgate-estimated')).toBe('true');
    expect(gateway.records).toEqual([]);
    expect(await billedUsd()).toBe('0');
  });
});

describe('the list of models', () => {
  it('tells price with unit, window, capabilities and aliases', async () => {
    const model = await openai.models.retrieve('chat');
    expect(model).toMatchObject({
      id: 'chat',
      object: 'model',
      owned_by: 'openai',
      aliases: ['chatty'],
      context_window: 128_000,
      pricing: { currency: 'USD', meters: { 'in.text': { usd: '2', per: 1_000_000, unit: 'token' } } },
    });
    expect(await openai.models.retrieve('chatty')).toMatchObject({ id: 'chatty', alias_of: 'chat' });
    const ids = (await openai.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(['chat', 'chatty', 'claude']));
  });

  it('has no price where none is known, and no 0', async () => {
    expect(await openai.models.retrieve('claude-dead')).not.toHaveProperty('pricing');
  });

  it('has the shape of Anthropic for its SDK, errors too', async () => {
    const page = await anthropic.models.list();
    expect(page.data.find(({ id }) => id === 'claude')).toMatchObject({
      type: 'model',
      display_name: 'claude',
    });
    expect(page.has_more).toBe(false);
    expect(await anthropic.models.retrieve('claude')).toMatchObject({
      type: 'model',
      context_window: 200_000,
    });
    await expect(anthropic.models.retrieve('nope')).rejects.toMatchObject({
      status: 404,
      error: { type: 'error', error: { type: 'not_found_error' } },
    });
  });
});

describe('an unknown path or method has the shape of the door above it', () => {
  it.each([
    ['GET', '/v1/messages', 405, 'error'],
    ['POST', '/v1/messages/batches', 404, 'error'],
    ['PUT', '/v1/responses', 405, undefined],
    ['DELETE', '/v1/embeddings', 405, undefined],
    ['GET', '/v1/chat/completions/x', 404, undefined],
  ])('%s %s', async (method, where, status, type) => {
    const answer = await fetch(gateway.url + where, { method });
    expect(answer.status).toBe(status);
    const body = (await answer.json()) as { type?: string; error: { message: string } };
    expect(body.type).toBe(type);
    expect(body.error.message).toContain(where);
  });
});
