import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS, simulatedConfig } from './simulated-config';

let gateway: GatewayFixture;
beforeAll(async () => {
  // No provider listens: whatever is dispatched would fail with 502.
  gateway = await startGateway(
    snapshotOf(simulatedConfig('http://127.0.0.1:9', 'http://127.0.0.1:9/v1'), KEYS),
  );
});
afterAll(() => gateway.close());

interface Answer {
  status: number;
  error: { message: string; type: string; code: string; param: string | null };
}

async function post(body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
    body,
  });
  expect(response.headers.get('x-request-id')).toMatch(/^req_/);
  const { error } = (await response.json()) as { error: Answer['error'] };
  return { status: response.status, error };
}

const chat = (over: object) =>
  JSON.stringify({ model: 'fast', messages: [{ role: 'user', content: 'hi' }], ...over });

describe('a bad request gets a shaped error, and nothing is dispatched', () => {
  it.each([
    ['malformed JSON', '{"model":', 400, 'invalid_json', null],
    ['an array', '[]', 400, 'invalid_request', null],
    ['null', 'null', 400, 'invalid_request', null],
    ['an empty body', '', 400, 'invalid_json', null],
    ['no model', '{"messages":[]}', 400, 'invalid_request', 'model'],
    ['empty messages', chat({ messages: [] }), 400, 'invalid_request', 'messages'],
    ['messages of the wrong type', chat({ messages: 'hi' }), 400, 'invalid_request', 'messages'],
    [
      'a wrong role',
      chat({ messages: [{ role: 'x', content: '' }] }),
      400,
      'invalid_request',
      'messages[0].role',
    ],
    ['a temperature of the wrong type', chat({ temperature: 'warm' }), 400, 'invalid_request', 'temperature'],
    ['a temperature out of range', chat({ temperature: 2.1 }), 400, 'invalid_request', 'temperature'],
    ['stream of the wrong type', chat({ stream: 'yes' }), 400, 'invalid_request', 'stream'],
    ['an unknown model', chat({ model: 'nope' }), 404, 'model_not_found', 'model'],
  ])('%s', async (_, body, status, code, param) => {
    gateway.records.length = 0;
    const answer = await post(body);
    expect(answer).toMatchObject({ status, error: { code } });
    if (param !== null) expect(answer.error.param).toBe(param);
    expect(gateway.records.map((record) => record.t)).toEqual(['done']);
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'rejected', status, attempts: [] });
  });

  it('a body over the limit, plain or compressed', async () => {
    const large = chat({ messages: [{ role: 'user', content: 'x'.repeat(1024 * 1024) }] });
    expect((await post(large)).status).toBe(413);
    expect((await post(gzipSync(large), { 'content-encoding': 'gzip' })).status).toBe(413);
  });

  it('an encoding or content type that it cannot read', async () => {
    expect((await post(chat({}), { 'content-encoding': 'zstd' })).status).toBe(415);
    expect((await post(chat({}), { 'content-type': 'text/html' })).status).toBe(415);
    expect((await post('not gzip', { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('wrong tags', async () => {
    expect(await post(chat({}), { 'x-tollgate-tags': 'nonsense' })).toMatchObject({
      error: { param: 'x-tollgate-tags' },
    });
  });
});

describe('keys', () => {
  it.each([
    ['none', undefined, 401, 'missing_api_key'],
    ['a wrong one', 'Bearer tg-wrong', 401, 'invalid_api_key'],
    ['another scheme', 'Basic abc', 401, 'invalid_api_key'],
    ['an expired one', `Bearer ${TEST_KEY}-expired`, 401, 'invalid_api_key'],
  ])('%s', async (_, authorization, status, code) => {
    gateway.records.length = 0;
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: authorization === undefined ? {} : { authorization },
      body: chat({}),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(gateway.records).toEqual([]);
  });

  it('may ask only for their models, and see only those', async () => {
    const headers = { authorization: `Bearer ${TEST_KEY}-narrow` };
    expect(await post(chat({ model: 'claude' }), headers)).toMatchObject({
      status: 403,
      error: { param: 'model' },
    });
    const models = (await (await fetch(`${gateway.url}/v1/models`, { headers })).json()) as {
      data: { id: string }[];
    };
    expect(models.data.map(({ id }) => id)).toEqual(['fast']);
  });
});

it('an unknown path or method is told so', async () => {
  expect((await fetch(`${gateway.url}/v1/nothing`)).status).toBe(404);
  expect((await fetch(`${gateway.url}/v1/chat/completions`)).status).toBe(405);
  expect(
    (await fetch(`${gateway.url}/v1/models/%E0%A4%A`, { headers: { authorization: `Bearer ${TEST_KEY}` } }))
      .status,
  ).toBe(404);
});

it('a client that leaves while it sends is no error of ours', async () => {
  const errors = gateway.internalErrors.length;
  const socket = net.connect(Number(new URL(gateway.url).port), '127.0.0.1');
  const head = `POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${TEST_KEY}\r\nContent-Length: 100\r\n\r\n{"model"`;
  await new Promise<void>((resolve) => socket.write(head, () => resolve()));
  await new Promise((resolve) => socket.destroy().once('close', resolve));
  expect((await fetch(`${gateway.url}/v1/nothing`)).status).toBe(404);
  expect(gateway.internalErrors).toHaveLength(errors);
});
