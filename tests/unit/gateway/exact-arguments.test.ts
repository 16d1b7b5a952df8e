import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import type { ShadowDesk } from '@/lib/shadow/open-shadow';
import { ask, ROUTING_KEY, routingConfig } from './routing/routing-config';
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

it('of an Anthropic client to another vendor too, and past the quirks of a server', async () => {
  const chat = { id: 'c', object: 'chat.completion', created: 1, model: 'm' };
  const choices = [{ index: 0, message: { role: 'assistant', content: 'so' }, finish_reason: 'stop' }];
  upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ ...chat, choices }));
  });
  const provider = { id: 'p', preset: 'mistral' as const, baseUrl: `${upstream.url}/v1` };
  const models = [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }];
  gateway = await startGateway(snapshotOf({ providers: [provider], models }, KEYS));
  const send = (path: string, body: string) =>
    fetch(`${gateway.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body,
    });
  const history = `{"role":"user","content":"hi"},
    {"role":"assistant","content":[{"type":"tool_use","id":"t","name":"f","input":${INPUT}}]},
    {"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":"ok"}]}`;
  expect((await send('/v1/messages', `{"model":"m","max_tokens":9,"messages":[${history}]}`)).status).toBe(
    200,
  );
  expect(upstream.calls[0]?.body).toContain(JSON.stringify(INPUT));
  const schema = '{"type":"object","properties":{"id":{"type":"integer","minimum":-9223372036854775807}}}';
  const tool = `{"type":"function","function":{"name":"f","parameters":${schema}}}`;
  const asked = `{"model":"m","seed":1,"user":"u","messages":[{"role":"user","content":"hi"}],"tools":[${tool}]}`;
  expect((await send('/v1/chat/completions', asked)).status).toBe(200);
  expect(upstream.calls[1]?.body).toContain(schema);
  expect(upstream.calls[1]?.body).not.toBe(asked);
});

it('a shadow of another dialect is asked with the same digits', async () => {
  upstream = await startUpstream((response, { url }) => {
    const choices = [{ index: 0, message: { role: 'assistant', content: 'so' }, finish_reason: 'stop' }];
    const chat = JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'm', choices });
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(url.endsWith('/messages') ? ANSWER : chat);
  });
  const shadow = { target: 'middle', percent: 100, judge: 'strong' };
  const rule = { id: 'r', name: 'r', when: { models: ['auto'] }, targets: ['cheap'], settings: { shadow } };
  const config = routingConfig(upstream.url, [rule]);
  const other = { id: 'q', dialect: 'anthropic-messages' as const, baseUrl: `${upstream.url}/v1` };
  const models = config.models?.map((model) =>
    model.id === 'middle' ? { ...model, offers: [{ provider: 'q', model: 'middle-1' }] } : model,
  );
  const prices = config.prices?.map((row) => (row.model === 'middle-1' ? { ...row, provider: 'q' } : row));
  const providers = [...(config.providers ?? []), other];
  const desk: ShadowDesk = {
    enter: () => () => undefined,
    take: () => Promise.resolve(true),
    settle: () => Promise.resolve(),
    label: () => Promise.resolve(),
    onError: () => undefined,
    close: () => Promise.resolve(),
  };
  gateway = await startGateway(snapshotOf({ ...config, providers, models, prices }, [ROUTING_KEY]), {
    shadow: desk,
  });
  const call = { id: 'a', type: 'function', function: { name: 'f', arguments: INPUT } };
  const messages = [
    { role: 'user', content: 'hi' },
    { role: 'assistant', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'a', content: 'ok' },
  ];
  await (await ask(gateway, { body: { messages } })).text();
  const asked = () => upstream.calls.find(({ url }) => url.endsWith('/messages'))?.body;
  await expect.poll(asked).toContain(`"input":${INPUT}`);
});
