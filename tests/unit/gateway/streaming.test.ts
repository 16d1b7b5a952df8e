import type { ServerResponse } from 'node:http';
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Lets the provider go on with its answer. */
let goOn: (() => void) | undefined;

async function start(
  answer: (response: ServerResponse) => void,
  keepAlive?: { everyMs: number; commitAfterMs: number },
): Promise<void> {
  upstream = await startUpstream(answer);
  const config = {
    providers: [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  gateway = await startGateway(snapshotOf(config, KEYS), keepAlive === undefined ? {} : { keepAlive });
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

/** A streamed chat whose answer is read, or not, by the test. */
function ask(): Promise<http.IncomingMessage> {
  const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] });
  return new Promise((resolve, reject) => {
    const request = http.request(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    });
    request.once('response', resolve).once('error', reject).end(body);
  });
}

async function readAll(response: http.IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of response.setEncoding('utf8')) text += String(chunk);
  return text;
}

const FINISH = `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n`;

describe('a client that leaves', () => {
  it('has its upstream connection closed within 250 ms, and is on the books', async () => {
    let onClosed: (at: number) => void = () => undefined;
    await start((response) => {
      response.writeHead(200, STREAM_HEAD).write(chatChunk('first'));
      response.socket?.once('close', () => onClosed(performance.now()));
    });
    const tookMs: number[] = [];
    for (let client = 0; client < 5; client += 1) {
      const closed = new Promise<number>((resolve) => {
        onClosed = resolve;
      });
      const response = await ask();
      await new Promise((resolve) => response.once('data', resolve));
      const leftAt = performance.now();
      response.destroy();
      tookMs.push((await closed) - leftAt);
    }
    // The median: on a loaded machine one of them may have had to wait for its turn.
    expect(tookMs.toSorted((a, b) => a - b)[2]).toBeLessThan(250);
    await expect.poll(() => gateway.completions()).toHaveLength(5);
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'client_closed', status: 499 });
  });
});

describe('a client that reads slowly', () => {
  it('pauses the provider: what waits in between stays bounded, and nothing is lost', async () => {
    const total = 64 * 1024 * 1024;
    const event = chatChunk('one two three four '.repeat(900));
    let written = 0;
    await start((response) => {
      response.writeHead(200, STREAM_HEAD);
      const pump = () => {
        while (written < total) {
          written += event.length;
          if (!response.write(event)) return void response.once('drain', pump);
        }
        response.end(FINISH);
      };
      pump();
    });
    const before = process.memoryUsage().rss;
    const response = await ask();
    await new Promise((resolve) => response.once('readable', resolve));
    // Nobody reads: the provider comes to a stop once all buffers between are full.
    let last = -1;
    await expect
      .poll(
        () => {
          const stands = written === last;
          last = written;
          return stands;
        },
        { interval: 200, timeout: 10_000 },
      )
      .toBe(true);
    expect(written).toBeLessThan(total / 2);
    expect(process.memoryUsage().rss - before).toBeLessThan(256 * 1024 * 1024);
    let bytes = 0;
    for await (const chunk of response) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(total);
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'success' });
  }, 30_000);
});

describe('a provider that is silent', () => {
  it('before its answer: the client gets comments, late, and then the answer', async () => {
    await start(
      (response) => {
        response.writeHead(200, STREAM_HEAD).flushHeaders();
        goOn = () => response.end(chatChunk('at last') + FINISH);
      },
      { everyMs: 5, commitAfterMs: 20 },
    );
    const response = await ask();
    expect(response.statusCode).toBe(200);
    const first = await new Promise<Buffer>((resolve) => response.once('data', resolve));
    expect(first.toString()).toMatch(/^(: keep-alive\n\n)+$/);
    goOn?.();
    const text = await readAll(response);
    expect(text).toContain('at last');
    expect(text).toContain('[DONE]');
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'success' });
  });

  it('before its headers: the silence of the client begins with the attempt', async () => {
    await start(
      (response) => {
        goOn = () => response.writeHead(200, STREAM_HEAD).end(chatChunk('at last') + FINISH);
      },
      { everyMs: 5, commitAfterMs: 20 },
    );
    const response = await ask();
    const first = await new Promise<Buffer>((resolve) => response.once('data', resolve));
    expect(first.toString()).toMatch(/^(: keep-alive\n\n)+$/);
    goOn?.();
    expect(await readAll(response)).toContain('at last');
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'success' });
  });

  it('in the midst of it: comments come between whole events', async () => {
    await start(
      (response) => {
        response.writeHead(200, STREAM_HEAD).write(chatChunk('one') + 'data: {"id"');
        goOn = () => response.end(chatChunk('two').slice('data: {"id"'.length) + FINISH);
      },
      { everyMs: 5, commitAfterMs: 60_000 },
    );
    const response = await ask();
    let text = '';
    for await (const chunk of response.setEncoding('utf8')) {
      text += String(chunk);
      if (text.includes(': keep-alive')) goOn?.();
    }
    const data = text.split('\n\n').filter((event) => event.startsWith('data: {'));
    expect(data.map((event) => JSON.parse(event.slice(6)) as unknown)).toHaveLength(3);
    expect(text).toContain('two');
  });

  it('for a short while: nothing is committed, so that another target could still take over', async () => {
    let beats = 0;
    await start(
      (response) => {
        response.writeHead(200, STREAM_HEAD).flushHeaders();
        const wait = setInterval(() => {
          beats += 1;
          if (beats < 10) return;
          clearInterval(wait);
          response.end(`data: {"error":{"message":"no","type":"server_error","code":null}}\n\n`);
        }, 10);
      },
      { everyMs: 5, commitAfterMs: 60_000 },
    );
    const response = await ask();
    expect(response.statusCode).toBe(502);
    expect(await readAll(response)).not.toContain('keep-alive');
  });
});
