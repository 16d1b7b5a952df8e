import { request, type IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { formatUsd, parseUsd } from '@/lib/simulator/amount';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests({ latencyFactor: 1 });

const BODY = {
  model: 'gpt-4.1-mini',
  messages: [{ role: 'user', content: 'Explain budgets in plain words.' }],
};

interface Call {
  response: IncomingMessage;
  leave(): void;
}

function call(body: unknown, id: string): Promise<Call> {
  return new Promise((resolve, reject) => {
    const sent = request(`${simulator.url}/openai/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { authorization: 'Bearer sim-test', 'x-client-request-id': id },
    });
    sent.on('response', (response) => {
      response.on('error', () => undefined);
      resolve({ response, leave: () => sent.destroy() });
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}

async function entriesOf(id: string) {
  return (await simulator.ledger()).filter((entry) => entry.clientRequestId === id);
}

describe('a client that leaves', () => {
  it('in mid-stream is billed at once for the prompt and what was generated, once', async () => {
    const { response, leave } = await call({ ...BODY, stream: true }, 'left');
    let seen = '';
    for await (const piece of response) {
      seen += String(piece);
      if (seen.split('"content":').length > 4) break;
    }
    leave();
    await expect.poll(() => entriesOf('left'), { timeout: 250, interval: 10 }).toHaveLength(1);
    const [entry] = await entriesOf('left');
    expect(entry).toMatchObject({ complete: false, stream: true });
    expect(entry?.meters['in.text']).toBeGreaterThan(0);
    expect(entry?.meters['out.text']).toBeGreaterThan(0);
  });

  it('before the headers of a stream is billed nothing', async () => {
    const sent = request(`${simulator.url}/openai/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { authorization: 'Bearer sim-test', 'x-client-request-id': 'early' },
    });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify({ ...BODY, stream: true }));
    const active = async (): Promise<unknown> =>
      (await (await fetch(`${simulator.url}/admin/state`)).json()).active;
    await expect.poll(active, { interval: 5 }).toBe(2);
    sent.destroy();
    await expect.poll(active, { interval: 5 }).toBe(1);
    expect(await entriesOf('early')).toEqual([]);
  });

  it('while a whole answer is generated is billed for all of it', async () => {
    const sent = request(`${simulator.url}/openai/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: { authorization: 'Bearer sim-test', 'x-client-request-id': 'whole' },
    });
    sent.on('error', () => undefined);
    sent.end(JSON.stringify(BODY));
    const active = async (): Promise<unknown> =>
      (await (await fetch(`${simulator.url}/admin/state`)).json()).active;
    await expect.poll(active, { interval: 5 }).toBe(2);
    sent.destroy();
    await expect.poll(() => entriesOf('whole'), { timeout: 5000 }).toHaveLength(1);
    expect((await entriesOf('whole'))[0]).toMatchObject({ complete: true, stream: false });
  });
});

describe('many at once', () => {
  it('streams to 500 clients together, each to its end, and the ledger is the sum of its entries', async () => {
    await simulator.admin('reset', { ledger: true });
    await simulator.admin('latency', { factor: 0.3 });
    const ends = await Promise.all(
      Array.from({ length: 500 }, async (_, i) => {
        const messages = [{ role: 'user', content: `Question ${i}` }];
        const { response } = await call({ ...BODY, messages, stream: true }, `many-${i}`);
        let text = '';
        for await (const piece of response) text += String(piece);
        return text.endsWith('data: [DONE]\n\n');
      }),
    );
    expect(ends.every(Boolean)).toBe(true);
    const entries = await simulator.ledger();
    const totals = await simulator.totals();
    expect(totals).toMatchObject({ count: 500, complete: 500 });
    expect(formatUsd(entries.reduce((sum, entry) => sum + parseUsd(entry.amountUsd), 0n))).toBe(
      totals.amountUsd,
    );
    expect(new Set(entries.map((entry) => entry.clientRequestId)).size).toBe(500);
    expect(entries.map((entry) => entry.seq)).toEqual(entries.map((_, index) => index + 1));
  }, 30_000);
});

describe('a client that does not read', () => {
  it('stops the generation instead of filling memory', async () => {
    await simulator.admin('reset');
    await simulator.admin('latency', { factor: 0 });
    const before = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
    const sent = request(`${simulator.url}/openai/v1/chat/completions`, {
      method: 'POST',
      agent: false,
      headers: {
        authorization: 'Bearer sim-test',
        'x-simulator-fault': 'endless',
        'x-client-request-id': 'deaf',
      },
    });
    const response = await new Promise<IncomingMessage>((resolve) => {
      sent.on('response', resolve);
      sent.end(JSON.stringify({ ...BODY, stream: true }));
    });
    response.on('error', () => undefined);
    response.pause();
    // Socket buffers hold a few megabytes; thousands of turns of the event loop would generate far more.
    for (let turn = 0; turn < 20_000; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    const grown = process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed - before;
    expect(grown).toBeLessThan(60_000_000);
    sent.destroy();
    await expect.poll(() => entriesOf('deaf')).toHaveLength(1);
    expect((await entriesOf('deaf'))[0]?.complete).toBe(false);
  });
});
