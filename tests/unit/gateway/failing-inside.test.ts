import type { ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatAnswer, chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
let load: Load;
let health: TargetHealth;

/** A gateway whose prices fail as soon as an answer is to be settled. */
async function start(answer: (response: ServerResponse) => void, timeouts?: object) {
  load = new Load();
  health = new TargetHealth(systemClock.monotonic);
  upstream = await startUpstream(answer);
  const snapshot = snapshotOf(
    {
      providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: `${upstream.url}/v1`, ...timeouts }],
      models: [{ id: 'm', offers: [{ provider: 'p', model: 'm', maxConcurrent: 1 }] }],
    },
    KEYS,
  );
  const prices = {
    ...snapshot.prices,
    calculate: (query: Parameters<typeof snapshot.prices.calculate>[0]) => {
      if (upstream.calls.length > 0) throw new Error('no price');
      return snapshot.prices.calculate(query);
    },
  };
  gateway = await startGateway({ ...snapshot, prices }, { load, health });
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const ask = (stream: boolean) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'hi' }] }),
    signal: AbortSignal.timeout(5_000),
  });

function nothingIsHeld() {
  expect(load.view).toMatchObject({ requests: 0, bytes: 0 });
  expect(gateway.internalErrors.length).toBeGreaterThan(0);
  const [done] = gateway.completions();
  expect(done).toMatchObject({ outcome: 'error', attempts: [{ outcome: 'error' }] });
  expect(done?.attempts[0]?.cost).toMatchObject({ state: 'unknown', totalUsd: null });
}

it('an answer that cannot be settled ends the request, with the attempt on the books', async () => {
  await start((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer()),
  );
  expect((await ask(false)).status).toBe(502);
  nothingIsHeld();
});

it('a stream that cannot be settled breaks off, and is on the books', async () => {
  await start((response) => response.writeHead(200, STREAM_HEAD).end(`${chatChunk('a')}data: [DONE]\n\n`));
  await expect(ask(true).then((answer) => answer.text())).rejects.toThrow();
  await expect.poll(() => load.view.requests).toBe(0);
  nothingIsHeld();
});

it('a time that runs out and cannot be settled ends the request too', async () => {
  await start(() => undefined, { timeouts: { headersMs: 30 } });
  expect((await ask(false)).status).toBe(502);
  nothingIsHeld();
});
