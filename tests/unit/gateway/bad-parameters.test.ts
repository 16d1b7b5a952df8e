import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { DOOR_CASES } from './door-cases';
import { KEYS } from './simulated-config';

let gateway: GatewayFixture;
beforeAll(async () => {
  // Nobody listens there: what is let through ends in a 502, or in an estimate of tokens.
  const providers = [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: 'http://127.0.0.1:9/v1' }];
  const models = [{ id: 'chat', offers: [{ provider: 'p', model: 'm' }] }];
  gateway = await startGateway(snapshotOf({ providers, models }, KEYS));
});
afterAll(() => gateway.close());
beforeEach(() => {
  gateway.records.length = 0;
});

async function post(path: string, body: unknown) {
  const response = await fetch(gateway.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as { error?: Record<string, unknown> } };
}

describe.each(Object.entries(DOOR_CASES))('the door for %s', (_, door) => {
  const name = ([param, value]: readonly [string, unknown, string?]) =>
    [`${param} = ${(JSON.stringify(value) ?? 'absent').slice(0, 60)}`] as const;

  it.each(door.wrong.map((one) => [...name(one), ...one] as const))(
    'refuses %s, naming it',
    async (_case, param, value, named) => {
      const { status, body } = await post(door.path, { ...door.body, [param]: value });
      expect(status).toBe(400);
      if (door.shape === 'anthropic') {
        expect(body).toMatchObject({ type: 'error', error: { type: 'invalid_request_error' } });
        expect(String(body.error?.['message'])).toContain(named ?? param);
      } else {
        expect(body.error).toMatchObject({ type: 'invalid_request_error', param: named ?? param });
      }
      expect(gateway.records.every(({ t }) => t === 'done')).toBe(true);
      expect(gateway.internalErrors).toEqual([]);
    },
  );

  it('lets an unknown parameter pass', async () => {
    const { status } = await post(door.path, { ...door.body, some_new_parameter: { a: 1 } });
    expect([200, 502]).toContain(status);
  });

  it.each([[null], [[]], ['text'], [5]])('refuses %j in place of an object', async (body) => {
    expect((await post(door.path, body)).status).toBe(400);
  });
});
