import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { startUpstream, type UpstreamStub } from './upstream-stub';

const INPUT = '{"user_id":1234567890123456789}';
const ANSWER = `{"id":"m","type":"message","role":"assistant","model":"m","stop_reason":"tool_use",
  "content":[{"type":"tool_use","id":"t","name":"f","input":${INPUT}}],"usage":{"input_tokens":5,"output_tokens":5}}`;

let upstream: UpstreamStub;
let gateway: GatewayFixture;
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

it('an id of nineteen digits in a call comes back, and goes along in the history, digit by digit', async () => {
  upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(ANSWER);
  });
  const provider = { id: 'p', dialect: 'anthropic-messages' as const, baseUrl: `${upstream.url}/v1` };
  const models = [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }];
  gateway = await startGateway(snapshotOf({ providers: [provider], models }, KEYS));
  const call = { id: 'a', type: 'function', function: { name: 'f', arguments: INPUT } };
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'm',
      messages: [
        { role: 'user', content: 'hi' },
        { role: 'assistant', tool_calls: [call] },
        { role: 'tool', tool_call_id: 'a', content: 'ok' },
      ],
    }),
  });
  expect(await response.json()).toMatchObject({
    choices: [{ message: { tool_calls: [{ function: { arguments: INPUT } }] } }],
  });
  expect(upstream.calls[0]?.body).toContain(`"input":${INPUT}`);
});
