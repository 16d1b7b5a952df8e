import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { providerSchema } from '@/lib/config/schemas';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatAnswer, chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

const DONE = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\n\ndata: [DONE]\n\n`;

let upstream: UpstreamStub;
let gateway: GatewayFixture | undefined;
beforeEach(async () => {
  process.env['TEST_UPSTREAM_KEY'] = 'upstream-key';
  upstream = await startUpstream((response, call) => {
    if (call.body.includes('"stream":true')) response.writeHead(200, STREAM_HEAD).end(chatChunk('ok') + DONE);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
  });
});
afterEach(async () => {
  await gateway?.close();
  await upstream.close();
});

type ProviderInput = z.input<typeof providerSchema>;

async function ask(provider: Omit<ProviderInput, 'id'>, body: object, where = '/v1/chat/completions') {
  const baseUrl = provider.baseUrl ?? `${upstream.url}/v1`;
  const apiKey = 'env:TEST_UPSTREAM_KEY';
  const providers = [{ apiKey, ...provider, id: 'p', baseUrl }];
  const models = [{ id: 'm', offers: [{ provider: 'p', model: 'their-m' }], maxOutputTokens: 100 }];
  gateway = await startGateway(snapshotOf({ providers, models }, KEYS));
  const response = await fetch(gateway.url + where, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...body }),
  });
  const text = await response.text();
  const call = upstream.calls[0];
  const sent = JSON.parse(call?.body ?? '{}') as Record<string, unknown>;
  return { response, text, call, sent };
}

describe('Azure OpenAI', () => {
  it('has the deployment in the path, an api-key header and a version', async () => {
    const { response, call } = await ask({ preset: 'azure-openai', baseUrl: `${upstream.url}/openai/` }, {});
    expect(response.status).toBe(200);
    expect(call?.url).toBe('/openai/deployments/their-m/chat/completions?api-version=2024-10-21');
    expect(call?.headers).toMatchObject({ 'api-key': 'upstream-key' });
    expect(call?.headers).not.toHaveProperty('authorization');
  });
  it('takes the version that the base URL names', async () => {
    const baseUrl = `${upstream.url}/openai?api-version=2025-01-01-preview`;
    const { call } = await ask({ preset: 'azure-openai', baseUrl }, {});
    expect(call?.url).toBe('/openai/deployments/their-m/chat/completions?api-version=2025-01-01-preview');
  });
});

describe('a body that passes through', () => {
  it('keeps what its client says of the stream when usage is asked for', async () => {
    const options = { stream: true, stream_options: { include_usage: false, include_obfuscation: false } };
    const { sent } = await ask({ dialect: 'openai-chat' }, options);
    expect(sent['stream_options']).toEqual({ include_usage: true, include_obfuscation: false });
  });
});

describe('Gemini', () => {
  it('has the model in the path, its key in a header, and a path of its own for streams', async () => {
    const { call } = await ask({ preset: 'gemini', baseUrl: `${upstream.url}/v1beta` }, { stream: true });
    expect(call?.url).toBe('/v1beta/models/their-m:streamGenerateContent?alt=sse');
    expect(call?.headers).toMatchObject({ 'x-goog-api-key': 'upstream-key' });
  });
  it('keeps a query of the base URL beside its own', async () => {
    const baseUrl = `${upstream.url}/v1beta?tenant=a`;
    const { call } = await ask({ preset: 'gemini', baseUrl }, { stream: true });
    expect(call?.url).toBe('/v1beta/models/their-m:streamGenerateContent?tenant=a&alt=sse');
  });
});

describe('a provider without a key', () => {
  it('is sent none', async () => {
    const { call } = await ask({ preset: 'vllm', apiKey: undefined }, {});
    expect(call?.headers).not.toHaveProperty('authorization');
  });
});

describe('quirks of a server', () => {
  it('rename a parameter in bytes that pass through, and in a converted request', async () => {
    const same = await ask({ preset: 'ollama' }, { max_completion_tokens: 7 });
    expect(same.sent).toMatchObject({ model: 'their-m', max_tokens: 7 });
    expect(same.sent).not.toHaveProperty('max_completion_tokens');
    await gateway?.close();
    upstream.calls.length = 0;
    const converted = await ask({ preset: 'ollama' }, { max_tokens: 7 }, '/v1/messages');
    expect(converted.sent).toMatchObject({ max_tokens: 7 });
  });

  it.each([false, true])('drop what it refuses, and say so (stream: %s)', async (stream) => {
    const body = { stream, logprobs: true, user: 'u', seed: 1 };
    const { response, sent } = await ask({ preset: 'mistral' }, body);
    expect(response.headers.get('x-tollgate-dropped')).toBe('logprobs,user');
    expect(sent).toMatchObject({ random_seed: 1 });
    for (const name of ['logprobs', 'user', 'seed', 'stream_options']) expect(sent).not.toHaveProperty(name);
  });

  it('do not touch bytes that they are not about', async () => {
    const { call } = await ask({ preset: 'mistral' }, { temperature: 0.5 });
    expect(call?.body).toBe(
      '{"model":"their-m","messages":[{"role":"user","content":"hi"}],"temperature":0.5}',
    );
  });
});

describe('a forward proxy', () => {
  it('carries the call through a tunnel, and nothing goes past it', async () => {
    const tunnels: string[] = [];
    const proxy = http.createServer().on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const [host = '', port = ''] = (request.url ?? '').split(':');
      const through = net.connect(Number(port), host, () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        through.pipe(socket).pipe(through);
      });
      socket.on('error', () => through.destroy());
      through.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
    const { port } = proxy.address() as AddressInfo;
    const { response } = await ask({ dialect: 'openai-chat', proxy: `http://127.0.0.1:${port}` }, {});
    expect(response.status).toBe(200);
    expect(tunnels).toEqual([new URL(upstream.url).host]);
    await gateway?.close();
    upstream.calls.length = 0;
    proxy.closeAllConnections();
    await new Promise((resolve) => proxy.close(resolve));
    const refused = await ask({ dialect: 'openai-chat', proxy: `http://127.0.0.1:${port}` }, {});
    expect(refused.response.status).toBe(502);
    expect(upstream.calls).toEqual([]);
  });

  it('that is not set turns its provider off', async () => {
    const { response } = await ask({ dialect: 'openai-chat', proxy: 'env:NO_SUCH_PROXY' }, {});
    expect(response.status).toBe(503);
    expect(upstream.calls).toEqual([]);
  });
});
