import { afterEach, beforeEach, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { startUpstream, type UpstreamStub } from './upstream-stub';

process.env['TEST_UPSTREAM_KEY'] = 'upstream-key';
let upstream: UpstreamStub;
let gateway: GatewayFixture;
let message: object;

beforeEach(async () => {
  upstream = await startUpstream((response) => {
    const choices = [{ index: 0, message, finish_reason: 'stop' }];
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'm', choices }));
  });
  const provider = { id: 'p', dialect: 'openai-chat' as const, apiKey: 'env:TEST_UPSTREAM_KEY' };
  const models = [{ id: 'm', offers: [{ provider: 'p', model: 'their-m' }], maxOutputTokens: 500 }];
  gateway = await startGateway(
    snapshotOf({ providers: [{ ...provider, baseUrl: `${upstream.url}/v1` }], models }, KEYS),
  );
});
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const call = {
  id: 'call',
  type: 'function',
  // `save`, `{"`, `text` and `":"`, the words, and `"}`.
  function: { name: 'save', arguments: JSON.stringify({ text: ' word'.repeat(95) }) },
};

it('a spoken prompt without usage is counted as speech, which has a price of its own', async () => {
  message = { role: 'assistant', content: 'Hello' };
  const data = Buffer.alloc(30_000).toString('base64');
  const content = [
    { type: 'text', text: 'What is said?' },
    { type: 'input_audio', input_audio: { data, format: 'wav' } },
  ];
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content }] }),
  });
  expect(response.status).toBe(200);
  const [{ estimate } = { estimate: undefined }] = gateway.records.filter((record) => record.t === 'intent');
  expect(estimate?.meters).toMatchObject({ 'in.audio': 30, 'in.text': 8 });
  expect(gateway.completions()[0]?.attempts[0]?.usage.meters).toMatchObject({ 'in.audio': 30, 'in.text': 8 });
});

it.each([
  ['text', '/v1/chat/completions', { content: ' word'.repeat(100) }, 100],
  ['text, converted', '/v1/messages', { content: ' word'.repeat(100) }, 100],
  ['a tool call', '/v1/chat/completions', { content: null, tool_calls: [call] }, 100],
])(
  'a whole answer without usage is counted and marked as estimated: %s',
  async (_what, path, said, expected) => {
    message = { role: 'assistant', ...said };
    const response = await fetch(gateway.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], max_tokens: 500 }),
    });
    expect(response.status).toBe(200);
    const usage = gateway.completions()[0]?.attempts[0]?.usage;
    expect(usage?.provenance).toBe('estimated');
    expect(usage?.meters['out.text']).toBe(expected);
  },
);
