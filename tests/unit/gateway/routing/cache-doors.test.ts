import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { simulatorForTests } from '@/tests/unit/simulator/start-for-test';
import { KEYS, simulatedConfig } from '../simulated-config';

process.env['TEST_SIM_KEY'] = 'sim-test';
const simulator = simulatorForTests();
let gateways: Record<'fast' | 'route', GatewayFixture>;

beforeAll(async () => {
  const base = simulatedConfig(simulator.url, 'http://127.0.0.1:9');
  const rules = ['fast', 'claude'].map((id) => ({
    ...{ id: `keep-${id}`, name: id, when: { models: [id] }, targets: [id] },
    settings: { cache: {} },
  }));
  const snapshot = snapshotOf({ ...base, rules }, KEYS, simulator.url);
  const open = (door: 'fast' | 'route') =>
    startGateway(snapshot, { door, cache: new AnswerCache(new AnswerMemory(1024 * 1024)) });
  gateways = { fast: await open('fast'), route: await open('route') };
});
afterAll(() => Promise.all(Object.values(gateways).map((one) => one.close())));

/** Another prompt for each form: one would serve the other. */
const BODIES = {
  '/v1/chat/completions': (content: string) => ({ messages: [{ role: 'user', content }] }),
  '/v1/responses': (input: string) => ({ input }),
  '/v1/messages': (content: string) => ({ messages: [{ role: 'user', content }], max_tokens: 200 }),
};
const cases = (['fast', 'route'] as const).flatMap((door) =>
  Object.entries(BODIES).flatMap(([path, body]) =>
    // Each door to its own dialect, where bytes pass through, and to another one.
    ['fast', 'claude'].flatMap((model) =>
      [false, true].map(
        (stream) =>
          [
            ...([door, path, model, stream ? 'a stream' : 'whole'] as const),
            { ...body(`Name a colour, ${stream ? 'bit by bit' : 'at once'}.`), model, stream },
          ] as const,
      ),
    ),
  ),
);

const withoutComments = (text: string) => text.split('\n\n').filter((event) => !event.startsWith(':'));

describe('every door gives an answer again as it was', () => {
  it.each(cases)('%s door %s to the model %s, %s', async (door, path, _model, _form, body) => {
    const ask = async () => {
      const response = await fetch(gateways[door].url + path, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${TEST_KEY}`,
          'content-type': 'application/json',
          'anthropic-version': '2023-06-01',
        },
        body: JSON.stringify(body),
      });
      const { headers } = response;
      return {
        cache: headers.get('x-tollgate-cache'),
        type: headers.get('content-type'),
        text: await response.text(),
      };
    };
    const [first, second] = [await ask(), await ask()];
    expect([first.cache, second.cache]).toEqual(['miss', 'hit']);
    expect(second.type).toBe(first.type);
    expect(withoutComments(second.text)).toEqual(withoutComments(first.text));
    const saved = gateways[door].completions().at(-1)?.saved;
    expect(Number(saved?.usd)).toBeGreaterThan(0);
  });
});
