import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Load, LOAD_LIMITS } from '@/lib/gateway/entrance/load';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from '../simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';

const MAX_BODY_BYTES = 64 * 1024;
const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] });
let load: Load;
let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Lets the provider answer. */
let answer: () => void;

beforeEach(async () => {
  load = new Load({ ...LOAD_LIMITS, maxBytes: 2 * MAX_BODY_BYTES });
  upstream = await startUpstream((response) => {
    answer = () => response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
  });
  const config = {
    providers: [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  gateway = await startGateway(snapshotOf(config, KEYS), { load, maxBodyBytes: MAX_BODY_BYTES });
});
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

function open(headers: Record<string, string | number>): http.ClientRequest {
  const request = http.request(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
  });
  request.on('error', () => undefined).flushHeaders();
  return request;
}

const statusOf = (request: http.ClientRequest) =>
  new Promise<number | undefined>((resolve) =>
    request.once('response', (response) => resolve(response.resume().statusCode)),
  );

const gzipped = gzipSync(body);
const untold: [string, Record<string, string | number>, Buffer | string][] = [
  ['chunked', { 'transfer-encoding': 'chunked' }, body],
  ['compressed', { 'content-encoding': 'gzip', 'content-length': gzipped.length }, gzipped],
];

it.each(untold)(
  'a %s body counts as the largest there may be until it has come',
  async (_, headers, sent) => {
    const request = open(headers);
    const status = statusOf(request);
    await expect.poll(() => load.view.bytes).toBe(MAX_BODY_BYTES);
    request.end(sent);
    await expect.poll(() => upstream.calls.length).toBe(1);
    expect(load.view.bytes).toBe(body.length);
    answer();
    expect(await status).toBe(200);
    expect(load.view).toMatchObject({ requests: 0, bytes: 0 });
  },
);

it.each(untold)('%s bodies beyond the room that there is get 503', async (_, headers) => {
  open(headers);
  open(headers);
  await expect.poll(() => load.view.requests).toBe(2);
  expect(await statusOf(open(headers))).toBe(503);
});

it('a length that is told counts as itself, and never as more than a body may have', async () => {
  open({ 'content-length': body.length });
  await expect.poll(() => load.view.bytes).toBe(body.length);
  expect(await statusOf(open({ 'content-length': 1e9 }).end('x'))).toBe(413);
});
