import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import type { DialectName } from '@/lib/dialects/types';
import type { OpenClient } from './client';
import { CLIENTS } from './clients';
import { Line } from './line';
import { replayConfig, replayModel } from './replay-config';
import { startReplayUpstream, type ReplayUpstream } from './replay-upstream';
import { Tally } from './tally';

let replay: ReplayUpstream;
let gateway: GatewayFixture;

const tally = new Tally('proof of reasoning');

beforeAll(async () => {
  replay = await startReplayUpstream();
  const key = { id: TEST_KEY, name: 'Conformance', workspaceId: 'main', tags: {} };
  gateway = await startGateway(snapshotOf(replayConfig(replay.url), [key]));
});
afterEach(({ task }) => tally.count('all', task.result?.state === 'pass'));
afterAll(async () => {
  tally.print();
  await gateway.close();
  await replay.close();
});

/** What the provider is sent in the second turn, after a client answered its calls. */
async function secondTurn(open: OpenClient, model: string, stream: boolean): Promise<string> {
  replay.requests.length = 0;
  const client = open(new Line({ url: gateway.url, key: TEST_KEY }));
  const told = await client.ask({ model, stream, prompt: 'x', tools: true });
  await told.answerCalls('18 degrees');
  expect(gateway.internalErrors.splice(0)).toEqual([]);
  expect(replay.requests).toHaveLength(2);
  return replay.requests[1] ?? '';
}

/** Clients that give back what they do not know. */
const KEEPS: Partial<Record<DialectName, readonly string[]>> = {
  gemini: ['openai chat'],
  'anthropic-messages': ['openai chat', 'anthropic', 'ai anthropic'],
  'openai-responses': [
    'openai chat',
    'anthropic',
    'ai anthropic',
    'openai responses',
    'ai openai responses',
    'langchain responses',
  ],
};
const keeps = (upstream: DialectName, name: string) => KEEPS[upstream]?.includes(name) === true;

const CASES = CLIENTS.flatMap((open) =>
  [false, true].map((stream) => ({
    open,
    stream,
    name: open(new Line({ url: 'http://127.0.0.1:9', key: 'k' })).name,
  })),
);

describe.each(CASES)('proof of reasoning, through $name (streamed: $stream)', ({ open, stream, name }) => {
  it('goes back to Gemini with its call, or is declared absent', async () => {
    const model = replayModel({ dialect: 'gemini', name: 'gemini-3-calls' });
    const sent = await secondTurn(open, model, stream);
    const expected = keeps('gemini', name) ? 'CtwBcall=' : 'skip_thought_signature_validator';
    expect(/"thoughtSignature":"([^"]*)"/.exec(sent)?.[1]).toBe(expected);
  });

  it('goes back to Anthropic with the very thought, or both are left out', async () => {
    const model = replayModel({ dialect: 'anthropic-messages', name: 'tools' });
    const sent = await secondTurn(open, model, stream);
    const whole = '{"type":"thinking","thinking":"Two cities.","signature":"EqQBCgIYAhIM"}';
    if (keeps('anthropic-messages', name)) expect(sent).toContain(whole);
    else expect(sent).not.toContain('"thinking"');
  });

  it('goes back to OpenAI as one encrypted item, or is left out', async () => {
    const model = replayModel({ dialect: 'openai-responses', name: 'tools' });
    const sent = await secondTurn(open, model, stream);
    if (keeps('openai-responses', name)) expect(sent).toContain('"encrypted_content":"gAAAAABo"');
    else expect(sent).not.toContain('"type":"reasoning"');
  });
});
