import type { ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { TEST_KEY } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { cachedRule, startCached } from './cache-world';
import { ask } from './routing-config';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Calls that wait for their answer. */
let open: ServerResponse[] = [];

beforeAll(async () => {
  upstream = await startUpstream((response) => void open.push(response));
});
afterAll(() => upstream.close());
beforeEach(async () => {
  open = [];
  upstream.calls.length = 0;
  gateway = await startCached(upstream.url, [{ ...cachedRule(), targets: ['cheap'] }]);
});
afterEach(() => gateway.close());

const cacheOf = (response: Response) => response.headers.get('x-tollgate-cache');
/** So many calls have come to the provider. */
const called = (times: number) =>
  vi.waitFor(() => expect(upstream.calls).toHaveLength(times), { timeout: 5_000 });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('identical requests at once', () => {
  it('are one call, of which all get the answer', async () => {
    const all = Array.from({ length: 8 }, () => ask(gateway));
    await called(1);
    await pause(50);
    open[0]?.end(chatAnswer());
    const answers = await Promise.all(all);
    const texts = new Set(await Promise.all(answers.map((one) => one.text())));
    expect([texts.size, upstream.calls.length]).toEqual([1, 1]);
    expect(answers.map(cacheOf).sort()).toEqual([...Array<string>(7).fill('hit'), 'miss']);
    expect(gateway.completions().reduce((sum, { attempts }) => sum + attempts.length, 0)).toBe(1);
  });

  it('go on one after the other where the first fails', async () => {
    const all = Array.from({ length: 3 }, () => ask(gateway));
    await called(1);
    await pause(50);
    open[0]?.writeHead(400).end('{"error":{"message":"no"}}');
    await called(2);
    open[1]?.end(chatAnswer());
    const answers = await Promise.all(all);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 400]);
    expect(upstream.calls).toHaveLength(2);
  });

  it('ask for themselves, all at once, where the first got what cannot be given again', async () => {
    const all = Array.from({ length: 4 }, () => ask(gateway));
    await called(1);
    await pause(50);
    const cut = chatAnswer().replace('"finish_reason":"stop"', '"finish_reason":"length"');
    open[0]?.end(cut);
    await called(4);
    for (const response of open.slice(1)) response.end(cut);
    expect((await Promise.all(all)).map(cacheOf)).toEqual(['miss', 'miss', 'miss', 'miss']);
  });

  it('get their answer though the client of the first has left', async () => {
    const leaving = new AbortController();
    const first = fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Say hello.' }] }),
      signal: leaving.signal,
    });
    await called(1);
    const second = ask(gateway);
    await pause(50);
    leaving.abort();
    await first.catch(() => undefined);
    await pause(50);
    open[0]?.end(chatAnswer());
    expect(cacheOf(await second)).toBe('hit');
    expect(upstream.calls).toHaveLength(1);
  });

  it('are given up when all their clients have left', async () => {
    const leaving = new AbortController();
    const send = () =>
      fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'Say hello.' }] }),
        signal: leaving.signal,
      });
    const all = [send(), send()];
    await called(1);
    await pause(50);
    leaving.abort();
    await Promise.allSettled(all);
    await vi.waitFor(() => expect(gateway.completions()).toHaveLength(2), { timeout: 5_000 });
    expect(gateway.completions().map(({ outcome }) => outcome)).toEqual(['client_closed', 'client_closed']);
    expect(open[0]?.closed).toBe(true);
  });
});
