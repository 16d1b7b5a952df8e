import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { SseParser } from '@/lib/dialects/sse-parser';
import type { DialectName } from '@/lib/dialects/types';
import type { Usage } from '@/lib/pricing/usage';
import { FAULT_KINDS } from '@/lib/simulator/faults/kinds';
import { simulatorForTests } from './start-for-test';

const simulator = simulatorForTests();
const LONG = Array.from({ length: 1500 }, (_, i) => `word${i % 7}`).join(' ');

const marked = [{ type: 'text', text: LONG, cache_control: { type: 'ephemeral', ttl: '1h' } }];
const messages = [{ role: 'user', content: LONG }];

/** Asked twice each, so that both the write to the prompt cache and the read from it are seen. */
const CASES: [string, DialectName, string, Record<string, unknown>][] = [
  ['OpenAI', 'openai-chat', '/openai/v1', { model: 'gpt-4.1', messages }],
  ['OpenAI reasoning', 'openai-chat', '/openai/v1', { model: 'o4-mini', messages }],
  ['DeepSeek', 'openai-chat', '/openai/v1', { model: 'deepseek-v3.2', messages, reasoning_effort: 'low' }],
  [
    'Anthropic',
    'anthropic-messages',
    '/anthropic/v1',
    {
      model: 'claude-sonnet-4.5',
      max_tokens: 900,
      system: marked,
      messages: [{ role: 'user', content: 'Go' }],
    },
  ],
];

function used(usage: Usage | undefined): Record<string, number> {
  return Object.fromEntries(Object.entries(usage?.meters ?? {}).filter(([, tokens]) => tokens > 0));
}

async function usageOfWhole(name: DialectName, path: string, body: unknown): Promise<Usage | undefined> {
  return dialectFor(name).readUsage(await (await simulator.post(path, body)).json());
}

async function usageOfStream(name: DialectName, path: string, body: object): Promise<Usage | undefined> {
  const stream = {
    ...body,
    stream: true,
    ...(name === 'openai-chat' && { stream_options: { include_usage: true } }),
  };
  const answer = await simulator.post(path, stream);
  const parser = new SseParser();
  const observer = dialectFor(name).observeStream({ hideUsage: false });
  let usage: Usage | undefined;
  for (const event of [...parser.push(Buffer.from(await answer.arrayBuffer())), ...parser.flush()]) {
    usage = observer.observe(event).usage ?? usage;
  }
  return usage;
}

describe('the gateway reads usage as the simulator bills it', () => {
  it.each(CASES)('%s, whole and streamed, with and without cache', async (_name, dialect, base, body) => {
    const path = base + dialectFor(dialect).pathFor(String(body['model']), false);
    for (const read of [usageOfWhole, usageOfWhole, usageOfStream]) {
      const usage = await read(dialect, path, body);
      expect(used(usage)).toEqual((await simulator.ledger()).at(-1)?.meters);
      expect(usage?.provenance).toBe('provider');
    }
    expect((await simulator.ledger()).at(-1)?.meters['in.cache_read']).toBeGreaterThan(0);
  });
});

describe('the gateway understands errors as the simulator means them', () => {
  const statuses = FAULT_KINDS.filter((kind) => /^\d{3}/.test(kind));

  it.each(statuses)('%s at both doors', async (kind) => {
    for (const [, dialect, base, body] of [CASES[0], CASES[3]].flatMap((one) => (one ? [one] : []))) {
      const path = base + dialectFor(dialect).pathFor(String(body['model']), false);
      const answer = await simulator.post(path, body, { 'x-simulator-fault': kind });
      const error = dialectFor(dialect).readError(answer.status, await answer.text());
      expect(error?.status).toBe(Number(kind.slice(0, 3)));
      if (kind === '429_quota') expect(error?.kind).toBe('quota');
      if (kind === '400_context_length') expect(error?.kind).toBe('context_length');
    }
  });
});
