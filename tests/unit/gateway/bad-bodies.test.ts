import http from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { DOOR_CASES } from './door-cases';
import { KEYS } from './simulated-config';

let gateway: GatewayFixture;
beforeAll(async () => {
  const providers = [
    { id: 'p', dialect: 'openai-chat' as const, baseUrl: 'http://127.0.0.1:9/v1' },
    { id: 'a', dialect: 'anthropic-messages' as const, baseUrl: 'http://127.0.0.1:9/v1' },
  ];
  const models = [
    {
      id: 'chat',
      offers: [
        { provider: 'p', model: 'm' },
        { provider: 'a', model: 'm' },
      ],
    },
  ];
  gateway = await startGateway(snapshotOf({ providers, models }, KEYS), { maxBodyBytes: 32 * 1024 * 1024 });
});
afterAll(() => gateway.close());
afterEach(() => {
  expect(gateway.internalErrors.splice(0)).toEqual([]);
});

interface Answer {
  status: number;
  continued: boolean;
}

/** Sends bytes as they are; the answer must be a shaped one and come before the test's own deadline. */
function send(path: string, body: Buffer | string, over: http.OutgoingHttpHeaders = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...over };
  return new Promise((resolve, reject) => {
    let continued = false;
    const request = http.request(gateway.url + path, { method: 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => {
        const status = response.statusCode ?? 0;
        const parsed = JSON.parse(text) as { error?: { message?: string } };
        if (status !== 200) expect(parsed.error?.message).toBeTruthy();
        resolve({ status, continued });
      });
    });
    request.once('error', reject);
    request.on('continue', () => {
      continued = true;
      request.end(body);
    });
    if (over['expect'] === undefined) request.end(body);
    else request.flushHeaders();
  });
}

/** 502: nobody listens behind the gateway, so it was let through. */
const LET_THROUGH = [200, 502];

describe.each(Object.entries(DOOR_CASES))('the door for %s', (_, door) => {
  const json = (over: object = {}) => JSON.stringify({ ...door.body, ...over });

  it('takes a prompt of 10 MB', async () => {
    const { status } = await send(door.path, json(door.prompt('many words '.repeat(950_000))));
    expect(LET_THROUGH).toContain(status);
  });

  it('takes or refuses 10,000 entries of its prompt', async () => {
    expect((await send(door.path, json(door.many(10_000)))).status).toBe(400);
    expect(LET_THROUGH).toContain((await send(door.path, json(door.many(1_000)))).status);
  });

  it('refuses 1,000 tools', async () => {
    if (door.tools === undefined) return;
    expect((await send(door.path, json(door.tools(1_000)))).status).toBe(400);
    expect(LET_THROUGH).toContain((await send(door.path, json(door.tools(100)))).status);
  });

  it('refuses invalid UTF-8', async () => {
    const body = Buffer.from(json(door.prompt('@')));
    body[body.indexOf('@')] = 0xff;
    expect((await send(door.path, body)).status).toBe(400);
  });

  it('takes the last of duplicate keys, as all parsers of JSON do', async () => {
    const wrongFirst = `{"model":5,${json().slice(1)}`;
    expect(LET_THROUGH).toContain((await send(door.path, wrongFirst)).status);
    expect((await send(door.path, `${json().slice(0, -1)},"model":5}`)).status).toBe(400);
  });

  it.each([['[', ']'], ['{"a":', '}'] as const])('survives 100,000 nested %s', async (open, close) => {
    const deep = open.repeat(100_000) + (open === '[' ? '' : '1') + close.repeat(100_000);
    expect((await send(door.path, deep)).status).toBe(400);
    for (const place of ['model', 'messages', 'input', 'tools', 'unknown', 'metadata', 'response_format']) {
      const { status } = await send(door.path, `${json().slice(0, -1)},"${place}":${deep}}`);
      expect([...LET_THROUGH, 400]).toContain(status);
    }
    const schema = `[{"type":"function","name":"f","input_schema":{"a":${deep}},"parameters":{"a":${deep}},"function":{"name":"f","parameters":{"a":${deep}}}}]`;
    const { status } = await send(door.path, `${json().slice(0, -1)},"tools":${schema}}`);
    expect([...LET_THROUGH, 400]).toContain(status);
  });

  it('takes chunked and compressed requests, and those that wait for 100 Continue', async () => {
    const chunked = await send(door.path, json(), { 'transfer-encoding': 'chunked' });
    expect(LET_THROUGH).toContain(chunked.status);
    const gzipped = await send(door.path, gzipSync(json()), { 'content-encoding': 'gzip' });
    expect(LET_THROUGH).toContain(gzipped.status);
    const waiting = await send(door.path, json(), { expect: '100-continue' });
    expect(waiting.continued).toBe(true);
    expect(LET_THROUGH).toContain(waiting.status);
  });
});
