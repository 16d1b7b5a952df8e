import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, startRouting } from './routing-config';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** What each model says; a number is a status. */
let says: Record<string, string | number> = {};

function answerOf(model: string, content: string): string {
  const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
  return JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model, choices, usage });
}

beforeAll(async () => {
  upstream = await startUpstream((response, { body }) => {
    const { model } = JSON.parse(body) as { model: string };
    const said = says[model] ?? 'ok';
    if (typeof said === 'number') response.writeHead(said).end('{"error":{"message":"no"}}');
    else response.end(answerOf(model, said));
  });
  gateway = await startRouting(upstream.url, [
    {
      ...{ id: 'cascade', name: 'Cascade', when: { models: ['auto'] }, targets: ['cheap'] },
      settings: { cascade: { checks: ['parses', 'schema', 'notRefusal', 'notCut'], to: 'tier:premium' } },
    },
  ]);
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const SCHEMA = {
  type: 'json_schema',
  json_schema: {
    name: 'n',
    schema: { type: 'object', properties: { n: { type: 'number' } }, required: ['n'] },
  },
};
const wanted = async (body: object = {}) => {
  const response = await ask(gateway, { body });
  return {
    served: response.headers.get('x-tollgate-model'),
    why: response.headers.get('x-tollgate-cascade'),
    response,
  };
};

describe('a cascade', () => {
  it.each([
    ['a refusal', "I'm sorry, but I can't help with that.", {}, 'the model refused'],
    [
      'text where JSON is wanted',
      'Sure!',
      { response_format: { type: 'json_object' } },
      'the answer is not JSON',
    ],
    [
      'JSON against its schema',
      '{"n":"1"}',
      { response_format: SCHEMA },
      'the answer does not meet its schema',
    ],
  ])('sends %s on to the better model', async (_, said, body, reason) => {
    says = { 'cheap-1': said, 'strong-1': '{"n":1}' };
    expect(await wanted(body)).toMatchObject({ served: 'strong', why: `p/cheap: ${reason}` });
  });
  it('bills both answers', async () => {
    says = { 'cheap-1': 'As an AI I have no view.' };
    const { response } = await wanted();
    const attempts = gateway.completions().at(-1)?.attempts ?? [];
    expect(attempts.map(({ model, cost }) => [model, cost.totalUsd])).toEqual([
      ['cheap', '0.000005'],
      ['strong', '0.0005'],
    ]);
    expect(response.headers.get('x-tollgate-cost-usd')).toBe('0.000505');
  });
  it('leaves alone what the checks let pass', async () => {
    says = { 'cheap-1': '{"n":1}' };
    expect(await wanted({ response_format: SCHEMA })).toMatchObject({ served: 'cheap', why: null });
  });
  it('gives the stopped answer where nobody gives a better one', async () => {
    says = { 'cheap-1': 'I cannot help with that.', 'strong-1': 400 };
    const { served, response } = await wanted();
    expect([response.status, served]).toEqual([200, 'cheap']);
  });
});
