import Anthropic from '@anthropic-ai/sdk';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { doorsConfig } from './doors-config';
import { KEYS } from './simulated-config';

let directory: string;
let simulator: RunningSimulator;
const gateways: GatewayFixture[] = [];

/** A gateway whose providers send their bytes in pieces of 1 to 7, or not. */
async function gatewayWith(fault: string | undefined): Promise<GatewayFixture> {
  const config = doorsConfig(simulator.url);
  const providers = (config.providers ?? []).map((provider) =>
    fault === undefined ? provider : { ...provider, headers: { 'x-simulator-fault': fault } },
  );
  const gateway = await startGateway(snapshotOf({ ...config, providers }, KEYS));
  gateways.push(gateway);
  return gateway;
}

beforeAll(async () => {
  process.env['TEST_SIM_KEY'] = 'sim-test-key';
  directory = mkdtempSync(path.join(tmpdir(), 'split-'));
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'ledger.jsonl'), latencyFactor: 0 });
  await gatewayWith('split');
});
afterAll(async () => {
  for (const gateway of gateways) await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});

const MODELS = ['chat', 'responses', 'claude', 'gemini'];
const content = 'Trả lời bằng tiếng Việt, với 🎉 và 漢字.';

describe.each(MODELS)('events of %s that come in crumbs', (model) => {
  const url = () => gateways[0]?.url ?? '';

  it('reach the chat door whole, one event each', async () => {
    const response = await fetch(`${url()}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream: true, messages: [{ role: 'user', content }] }),
    });
    const text = await response.text();
    expect(text).not.toContain('\uFFFD');
    const events = text.split('\n\n').filter((event) => event !== '' && !event.startsWith(':'));
    expect(events.length).toBeGreaterThan(10);
    expect(events.at(-1)).toBe('data: [DONE]');
    for (const event of events.slice(0, -1)) {
      expect(event.match(/^data: /gm)).toHaveLength(1);
      expect(() => JSON.parse(event.slice('data: '.length)) as unknown).not.toThrow();
    }
  });

  it('say the same to each SDK as an answer in one piece', async () => {
    const openai = new OpenAI({ apiKey: TEST_KEY, baseURL: `${url()}/v1`, maxRetries: 0 });
    const anthropic = new Anthropic({ apiKey: TEST_KEY, baseURL: url(), maxRetries: 0 });
    const messages = [{ role: 'user' as const, content }];
    const chat = await openai.chat.completions.stream({ model, messages }).finalChatCompletion();
    const message = await anthropic.messages.stream({ model, messages, max_tokens: 200 }).finalMessage();
    const response = await openai.responses.stream({ model, input: content }).finalResponse();
    expect(chat.choices[0]?.message.content).toBeTruthy();
    expect(message.content[0]).toMatchObject({ type: 'text' });
    expect(response.output_text).not.toBe('');
    expect(gateways[0]?.completions().every(({ outcome }) => outcome === 'success')).toBe(true);
    expect(gateways[0]?.internalErrors).toEqual([]);
  });
});
