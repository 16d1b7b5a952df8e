import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayError } from '@/lib/errors/gateway-error';
import { attemptRole } from '@/lib/ledger/ingest/attempt-role';
import { toBooking } from '@/lib/ledger/ingest/booking';
import type { LedgerRecord } from '@/lib/ledger/records';
import { TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { startUpstream, type UpstreamStub } from '../upstream-stub';
import { cachedRule, startCached } from './cache-world';
import { ask, type RuleEntry, startRouting } from './routing-config';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** What each model says; a number is a status, `never` no answer at all. */
let says: Record<string, string | number> = {};

const RULES: RuleEntry[] = [
  {
    ...{ id: 'cascade', name: 'Cascade', when: { models: ['auto'] }, targets: ['cheap'] },
    settings: { cascade: { checks: ['parses', 'schema', 'notRefusal', 'notCut'], to: 'tier:premium' } },
  },
];

function answerOf(model: string, content: string): string {
  const usage = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
  return JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model, choices, usage });
}

beforeAll(async () => {
  upstream = await startUpstream((response, { body }) => {
    const { model } = JSON.parse(body) as { model: string };
    const said = says[model] ?? 'ok';
    if (said === 'never') return;
    if (typeof said === 'number') response.writeHead(said).end('{"error":{"message":"no"}}');
    else response.end(answerOf(model, said));
  });
  gateway = await startRouting(upstream.url, RULES);
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
    const done = gateway.completions().at(-1);
    expect(done).toMatchObject({ outcome: 'success', request: { route: { servedAttempt: 1 } } });
    if (done === undefined) return;
    const { request, attempts } = toBooking(done);
    expect(request).toMatchObject({ provider: 'p', model: 'cheap' });
    expect(attempts.map((attempt) => attemptRole(request, attempt))).toEqual(['served', 'extra']);
  });
  it('gives it where the gateway stops before a better one has come', async () => {
    says = { 'cheap-1': 'I cannot help with that.', 'strong-1': 'never' };
    const asked = upstream.calls.length;
    const wanting = wanted();
    await expect.poll(() => upstream.calls.length).toBe(asked + 2);
    gateway.deps.load.cutAll();
    const { served, response } = await wanting;
    expect([response.status, served]).toEqual([200, 'cheap']);
    const done = gateway.completions().at(-1);
    expect(done).toMatchObject({ outcome: 'success', request: { route: { servedAttempt: 1 } } });
    expect(done?.attempts.map(({ outcome }) => outcome)).toEqual(['success', 'error']);
  });
  it('gives it where the books take no second intent', async () => {
    says = { 'cheap-1': 'I cannot help with that.' };
    const full = new GatewayError('overloaded', 'The disk is full.');
    const ledger = {
      append: (record: LedgerRecord) =>
        Promise.resolve(record.t === 'intent' && record.attempt === 2 ? full : undefined),
      close: () => undefined,
    };
    const refusing = await startRouting(upstream.url, RULES, {}, { ledger });
    const response = await ask(refusing);
    expect([response.status, response.headers.get('x-tollgate-model')]).toEqual([200, 'cheap']);
    expect(refusing.completions()).toMatchObject([{ outcome: 'success', attempts: [{ attempt: 1 }] }]);
    await refusing.close();
  });
  it('gives it to nobody once the client has left', async () => {
    says = { 'cheap-1': 'I cannot help with that.', 'strong-1': 'never' };
    const asked = upstream.calls.length;
    const leaving = new AbortController();
    const asking = fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: 'hi' }] }),
      signal: leaving.signal,
    });
    await expect.poll(() => upstream.calls.length).toBe(asked + 2);
    gateway.records.length = 0;
    leaving.abort();
    await expect(asking).rejects.toThrow();
    await expect.poll(() => gateway.completions()).toMatchObject([{ outcome: 'client_closed', status: 499 }]);
  });
  it('keeps no stopped answer for the next who asks', async () => {
    says = { 'cheap-1': 'I cannot help with that.', 'strong-1': 400 };
    const rule = cachedRule();
    const cascade = { checks: ['notRefusal' as const], to: 'tier:premium' };
    const cached = await startCached(upstream.url, [
      { ...rule, targets: ['cheap'], settings: { ...rule.settings, cascade } },
    ]);
    await ask(cached);
    expect((await ask(cached)).headers.get('x-tollgate-cache')).toBe('miss');
    await cached.close();
  });
});
