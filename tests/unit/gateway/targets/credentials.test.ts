import { afterEach, expect, it, vi } from 'vitest';
import { credentialsOf } from '@/lib/gateway/targets/credentials';
import { seededRandom } from '@/lib/simulator/random';
import { resolveTarget } from '@/lib/routing/select-targets';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from '../simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
afterEach(async () => {
  vi.restoreAllMocks();
  await Promise.all([gateway.close(), upstream.close()]);
});

const ENV = { KEY_A: 'key-a', KEY_B: 'key-b', KEY_C: 'key-c' };

/** A provider with three credentials, of which some are answered with an error. */
async function start(refused: Record<string, number>, weights = [1_000, 1, 1]) {
  // Of a draw that is even for all the heaviest comes first, and not only nearly always.
  vi.spyOn(Math, 'random').mockReturnValue(0.5);
  Object.assign(process.env, ENV);
  upstream = await startUpstream((response, { headers }) => {
    const status = refused[String(headers.authorization).replace('Bearer ', '')] ?? 200;
    const error = JSON.stringify({ error: { message: 'no', type: 'x', code: null, param: null } });
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(status === 429 ? { 'retry-after': '600' } : {}),
    });
    response.end(status === 200 ? chatAnswer() : error);
  });
  const apiKeys = Object.keys(ENV).map((name, at) => ({ key: `env:${name}`, weight: weights[at] }));
  const snapshot = snapshotOf(
    {
      providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: `${upstream.url}/v1`, apiKeys }],
      models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
    },
    KEYS,
  );
  gateway = await startGateway(snapshot);
  return snapshot;
}

const ask = async () =>
  (
    await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] }),
    })
  ).status;
const used = () => upstream.calls.map(({ headers }) => String(headers.authorization).slice('Bearer '.length));

it.each([
  ['is refused', 401],
  ['has no money left', 402],
  ['is at its limit', 429],
])('a credential that %s is left alone, and its siblings serve', async (_name, status) => {
  await start({ 'key-a': status });
  expect(await ask()).toBe(200);
  expect(used()[0]).toBe('key-a');
  expect(used()).toHaveLength(2);
  for (let n = 0; n < 5; n += 1) expect(await ask()).toBe(200);
  expect(used().slice(1)).not.toContain('key-a');
});

it('a provider that fails is not asked again by another credential: the fault is not theirs', async () => {
  await start({ 'key-a': 400, 'key-b': 400, 'key-c': 400 });
  expect(await ask()).toBe(400);
  expect(used()).toHaveLength(1);
});

it('when all are refused the client hears that nobody could serve it, and none of their values', async () => {
  await start({ 'key-a': 401, 'key-b': 401, 'key-c': 401 });
  expect(await ask()).toBe(502);
  expect(new Set(used()).size).toBe(3);
  expect(JSON.stringify(gateway.records)).not.toMatch(/key-[abc]/);
});

it('they are drawn by their weights', async () => {
  const snapshot = await start({}, [8, 1, 1]);
  const [target] = resolveTarget('m', snapshot);
  if (target === undefined) throw new Error('no target');
  const random = seededRandom(7);
  const counts = new Map<string | undefined, number>();
  for (let n = 0; n < 10_000; n += 1) {
    const [first] = credentialsOf(target, random);
    counts.set(first?.provider.apiKey, (counts.get(first?.provider.apiKey) ?? 0) + 1);
  }
  expect((counts.get('key-a') ?? 0) / 10_000).toBeCloseTo(0.8, 1);
  expect((counts.get('key-b') ?? 0) / 10_000).toBeCloseTo(0.1, 1);
});
