import http, { type ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;

async function start(answer: (response: ServerResponse, number: number) => void): Promise<void> {
  upstream = await startUpstream((response) => answer(response, upstream.calls.length));
  const config = {
    providers: [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  gateway = await startGateway(snapshotOf(config, KEYS));
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

/** Reads a streamed answer to its end, or until a text has come and no further. */
async function read(until?: string): Promise<void> {
  const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] });
  const done = gateway.completions().length;
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const headers = { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' };
    http
      .request(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers })
      .once('response', resolve)
      .once('error', reject)
      .end(body);
  });
  let text = '';
  response.on('error', () => undefined);
  for await (const chunk of response.setEncoding('utf8')) {
    text += String(chunk);
    if (until !== undefined && text.includes(until)) break;
  }
  response.destroy();
  await expect.poll(() => gateway.completions().length).toBe(done + 1);
}

const lastUsage = () => gateway.completions().at(-1)?.attempts[0]?.usage;

/** A chunk with the running count of the provider. */
function counted(content: string, completionTokens: number): string {
  const choices = [{ index: 0, delta: { content }, finish_reason: null }];
  const usage = { prompt_tokens: 7, completion_tokens: completionTokens };
  return `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices, usage })}\n\n`;
}

function end(promptTokens: number, completionTokens: number): string {
  const usage = { prompt_tokens: promptTokens, completion_tokens: completionTokens };
  const chunks = [{ choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] }, { choices: [], usage }];
  return `${chunks.map((chunk) => `data: ${JSON.stringify({ id: 'c', model: 'm', ...chunk })}\n\n`).join('')}data: [DONE]\n\n`;
}

it('what the provider counts as it goes is booked as it is, however many words that were', async () => {
  await start((response) => {
    response.writeHead(200, STREAM_HEAD).write(counted(' word'.repeat(100), 3) + counted('END', 5));
  });
  await read('END');
  expect(lastUsage()).toMatchObject({ provenance: 'partial', meters: { 'in.text': 7, 'out.text': 5 } });
});

it('what came after its last count is added to it, and only that', async () => {
  await start((response) => {
    response
      .writeHead(200, STREAM_HEAD)
      .write(counted(' word'.repeat(100), 3) + chatChunk(' word'.repeat(9)) + chatChunk('END'));
  });
  await read('END');
  expect(lastUsage()).toMatchObject({ provenance: 'partial', meters: { 'out.text': 3 + 9 + 1 } });
});

it('of a model that is known, an answer that broke off is counted as its finished ones were', async () => {
  await start((response, number) => {
    response.writeHead(200, STREAM_HEAD).write(chatChunk(' word'.repeat(1_000)));
    if (number <= 10) response.end(end(15, 1_500));
    else response.write(chatChunk('END'));
  });
  for (let answer = 0; answer < 10; answer += 1) await read();
  await read('END');
  const { meters, provenance } = lastUsage() ?? {};
  expect(provenance).toBe('estimated');
  expect(Math.abs((meters?.['out.text'] ?? 0) - 1_500)).toBeLessThan(150);
  expect(Math.abs((meters?.['in.text'] ?? 0) - 15)).toBeLessThan(5);
});

it('of a model that nobody knows, Chinese is not counted as if it were English', async () => {
  const text = '网关在花钱之前先记下要花多少，这样就不会丢失任何东西。'.repeat(20);
  await start((response) => {
    response.writeHead(200, STREAM_HEAD).write(chatChunk(text) + chatChunk('END'));
  });
  await read('END');
  // With o200k_base it is 440 tokens for 540 characters.
  expect(lastUsage()?.meters['out.text']).toBeGreaterThan(396);
  expect(lastUsage()?.meters['out.text']).toBeLessThan(484);
});
