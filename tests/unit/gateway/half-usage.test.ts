import { afterEach, expect, it } from 'vitest';
import { writeNamedFrame } from '@/lib/dialects/sse-frame';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

const WORDS = 200;
const PLACEHOLDER = { input_tokens: 10, output_tokens: 1 };
const text = ' word'.repeat(WORDS);
const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'm', stop_reason: 'end_turn' };

let upstream: UpstreamStub;
let gateway: GatewayFixture;

/** What an imitator of Anthropic answers, and what the books say of it. */
async function usageOf(body: object | { type: string }[]) {
  upstream = await startUpstream((response) => {
    if (Array.isArray(body))
      response.writeHead(200, STREAM_HEAD).end(body.map((one) => writeNamedFrame(one.type, one)).join(''));
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  const provider = { id: 'p', dialect: 'anthropic-messages' as const, baseUrl: `${upstream.url}/v1` };
  const models = [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }];
  gateway = await startGateway(snapshotOf({ providers: [provider], models }, KEYS));
  const response = await fetch(`${gateway.url}/v1/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'm',
      max_tokens: 500,
      stream: Array.isArray(body),
      messages: [{ role: 'user', content: 'hi' }],
    }),
  });
  await response.text();
  await expect.poll(() => gateway.completions().length).toBe(1);
  return gateway.completions()[0]?.attempts[0]?.usage;
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const streamed = (...last: { type: string }[]) => [
  { type: 'message_start', message: { ...message, content: [], usage: PLACEHOLDER } },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } },
  { type: 'content_block_stop', index: 0 },
  ...last,
  { type: 'message_stop' },
];
const delta = (usage: object) => ({
  type: 'message_delta',
  delta: { stop_reason: 'end_turn', stop_sequence: null },
  ...usage,
});

it('a count at the start of a stream does not stand for the whole answer when no other comes', async () => {
  const usage = await usageOf(streamed(delta({})));
  expect(usage).toMatchObject({ provenance: 'partial', meters: { 'in.text': 10, 'out.text': WORDS } });
});

it('the same where not even the closing count’s event comes', async () => {
  const usage = await usageOf(streamed());
  expect(usage).toMatchObject({ provenance: 'partial', meters: { 'in.text': 10, 'out.text': WORDS + 1 } });
});

it('a count at the end is booked as it is', async () => {
  const usage = await usageOf(streamed(delta({ usage: { output_tokens: 7 } })));
  expect(usage).toMatchObject({ provenance: 'provider', meters: { 'in.text': 10, 'out.text': 7 } });
});

it('a whole answer of which only the prompt was counted is counted by its words', async () => {
  const usage = await usageOf({ ...message, content: [{ type: 'text', text }], usage: { input_tokens: 10 } });
  expect(usage).toMatchObject({ provenance: 'partial', meters: { 'in.text': 10, 'out.text': WORDS } });
});

it.each([
  ['a whole answer', { ...message, content: [{ type: 'text', text }], usage: { output_tokens: 7 } }],
  [
    'a stream',
    [
      { type: 'message_start', message: { ...message, content: [] } },
      ...streamed(delta({ usage: { output_tokens: 7 } })).slice(1),
    ],
  ],
])('the prompt of %s of which only the output was counted is counted too', async (_, body) => {
  const usage = await usageOf(body);
  expect(usage).toMatchObject({ provenance: 'partial', meters: { 'out.text': 7 } });
  expect(usage?.meters['in.text']).toBeGreaterThan(0);
});
