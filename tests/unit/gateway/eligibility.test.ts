import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { configSchema } from '@/lib/config/schemas';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;

const CANNOT = { tools: false, images: false, jsonSchema: false, audio: false, files: false };

function config(url: string): z.input<typeof configSchema> {
  const baseUrl = `${url}/v1`;
  const plain = { capabilities: { ...CANNOT, severalAnswers: false, logprobs: false }, contextTokens: 2_000 };
  return {
    providers: [
      { id: 'chat', dialect: 'openai-chat', baseUrl },
      { id: 'anthropic', dialect: 'anthropic-messages', baseUrl },
      { id: 'off', dialect: 'openai-chat', baseUrl, enabled: false },
    ],
    models: [
      { id: 'plain', offers: [{ provider: 'chat', model: 'plain' }], ...plain },
      { id: 'able', offers: [{ provider: 'chat', model: 'able' }] },
      { id: 'claude', offers: [{ provider: 'anthropic', model: 'claude' }] },
      { id: 'off', offers: [{ provider: 'off', model: 'x' }] },
    ],
    rules: [
      { id: 'r', name: 'r', when: { models: ['both'] }, targets: ['plain', 'claude', 'able'] },
      { id: 's', name: 's', when: { models: ['search'] }, targets: ['claude', 'able'] },
    ],
  };
}

/** The one stub stands for providers of two dialects. */
const inEitherShape = JSON.stringify({ ...(JSON.parse(chatAnswer()) as object), content: [] });

beforeAll(async () => {
  upstream = await startUpstream((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(inEitherShape),
  );
  gateway = await startGateway(snapshotOf(config(upstream.url), KEYS));
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const user = (content: unknown) => ({ messages: [{ role: 'user', content }] });
const hi = user('hi');
const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';
const wav = { type: 'input_audio', input_audio: { data: 'AAAA', format: 'wav' } };
const pdf = { type: 'file', file: { file_data: 'data:application/pdf;base64,AAAA', filename: 'a.pdf' } };
const schema = { type: 'json_schema', json_schema: { name: 'a', schema: { type: 'object' } } };

async function ask(model: string, body: object) {
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model, ...body }),
  });
  return { response, body: (await response.json()) as unknown };
}

describe('what a target cannot do', () => {
  const cases: [string, object, string][] = [
    ['tools', { ...hi, tools: [{ type: 'function', function: { name: 'f' } }] }, 'tools'],
    ['images', user([{ type: 'image_url', image_url: { url: PIXEL } }]), 'messages'],
    ['audio', user([wav]), 'messages'],
    ['files', user([pdf]), 'messages'],
    ['a JSON schema', { ...hi, response_format: schema }, 'response_format'],
    ['n', { ...hi, n: 2 }, 'n'],
    ['logprobs', { ...hi, logprobs: true }, 'logprobs'],
  ];
  it.each(cases)('%s: is a 400 that names the parameter when nobody else can', async (_, body, param) => {
    const answer = await ask('plain', body);
    expect(answer.response.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'unsupported_parameter', param } });
    expect(upstream.calls).toEqual([]);
  });

  it.each(cases)('%s: skips it for one that can, with the reason', async (_, body) => {
    gateway.records.length = 0;
    const { response } = await ask('both', body);
    upstream.calls.length = 0;
    const [done] = gateway.completions();
    expect(done?.request.route.skipped[0]).toMatchObject({ target: 'chat/plain' });
    expect(done?.request.route.skipped[0]?.reason).toMatch(/^(no|takes no|gives one) /);
    expect(response.headers.get('x-tollgate-model')).toMatch(/^(claude|able)$/);
  });

  it('a prompt that does not fit: is a context-length error', async () => {
    const answer = await ask('plain', user('word '.repeat(4_000)));
    expect(answer.response.status).toBe(400);
    expect(answer.body).toMatchObject({ error: { code: 'context_length_exceeded', param: 'messages' } });
  });
});

it('a dialect without words for it: is a 400 that names the parameter', async () => {
  expect((await ask('claude', { ...hi, n: 2 })).body).toMatchObject({ error: { param: 'n' } });
  expect((await ask('claude', user([wav]))).body).toMatchObject({ error: { param: 'messages' } });
  expect((await ask('claude', { ...hi, web_search_options: {} })).body).toMatchObject({
    error: { code: 'unsupported_parameter', param: 'web_search_options' },
  });
});

it('what only an encoder finds is skipped with the reason too', async () => {
  gateway.records.length = 0;
  const { response } = await ask('search', { ...hi, web_search_options: {} });
  expect(response.headers.get('x-tollgate-model')).toBe('able');
  const skipped = gateway.completions()[0]?.request.route.skipped;
  expect(skipped).toMatchObject([{ target: 'anthropic/claude' }]);
  expect(skipped?.[0]?.reason).toContain('web_search_options');
});

it('what was skipped so late was no attempt: the intent of the next one carries the request', async () => {
  gateway.records.length = 0;
  const { response } = await ask('search', { ...hi, web_search_options: {} });
  expect(response.headers.get('x-tollgate-attempts')).toBe('1');
  const [intent] = gateway.records;
  expect(intent).toMatchObject({ t: 'intent', attempt: 1, request: { requestedModel: 'search' } });
  expect(gateway.completions()[0]?.attempts).toMatchObject([{ attempt: 1 }]);
});

it('a provider that is off is our trouble, not the request’s', async () => {
  expect((await ask('off', hi)).response.status).toBe(503);
});
