import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

const PIECES = 200;
const PIECE = chatChunk('x'.repeat(64 * 1024));
const END = `data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;

let first: UpstreamStub;
let second: UpstreamStub;
let gateway: GatewayFixture;
let held: ServerResponse | undefined;

/** The first provider answers once the second one has been asked, which never answers. */
async function answerFirst(): Promise<void> {
  if (held === undefined) throw new Error('The first provider was not asked.');
  held.writeHead(200, STREAM_HEAD);
  for (let sent = 0; sent < PIECES; sent += 1) if (!held.write(PIECE)) await once(held, 'drain');
  held.end(END);
}

beforeAll(async () => {
  first = await startUpstream((response) => (held = response));
  second = await startUpstream(() => void answerFirst());
  const provider = (id: string, { url }: UpstreamStub) =>
    ({ id, dialect: 'openai-chat', baseUrl: `${url}/v1`, hedge: { afterMs: 50 } }) as const;
  const offers = ['first', 'second'].map((id) => ({ provider: id, model: 'm' }));
  gateway = await startGateway(
    snapshotOf(
      { providers: [provider('first', first), provider('second', second)], models: [{ id: 'm', offers }] },
      KEYS,
    ),
    { clientStallMs: 3_000 },
  );
});
afterAll(async () => {
  await gateway.close();
  await first.close();
  await second.close();
});

it('a client that reads slowly gets all of the first stream, also where a second one ran beside it', async () => {
  const request = http.request(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
  });
  request.end(JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] }));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  expect(response.headers['x-tollgate-hedged']).toBe('first');
  await new Promise((resolve) => setTimeout(resolve, 300));
  let bytes = 0;
  for await (const chunk of response) bytes += (chunk as Buffer).length;
  expect(bytes).toBeGreaterThan(PIECES * PIECE.length);
  await expect.poll(() => gateway.completions()).toMatchObject([{ outcome: 'success' }]);
});
