import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, startRouting } from './routing-config';

interface Decision {
  rule: { id: string } | null;
  learned: { candidates: unknown[] } | null;
  features: Record<string, unknown>;
  candidates: { model: string; order: number | null; cost_usd: string | null; reason: string | null }[];
  refusal?: { code: string };
}

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  gateway = await startRouting(upstream.url, [
    { id: 'chain', name: 'Chain', when: { models: ['auto'] }, targets: ['middle', 'cheap'] },
    { id: 'learned', name: 'Learned', when: { models: ['learn'] }, use: { kind: 'learned', dial: 0 } },
  ]);
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const decide = async (body: object = {}, headers: Record<string, string> = {}) => {
  const response = await ask(gateway, { path: '/v1/route', body, headers });
  expect(response.status).toBe(200);
  return (await response.json()) as Decision;
};

describe('POST /v1/route', () => {
  it('says the rule, the features, and each candidate with its cost and why it was not chosen', async () => {
    const decision = await decide({ max_tokens: 100 });
    expect(decision.rule).toMatchObject({ id: 'chain' });
    expect(decision.features).toMatchObject({ task: 'balanced', team: 'core', tags: { app: 'shop' } });
    expect(decision.candidates.map(({ model, order, reason }) => [model, order, reason])).toEqual([
      ['middle', 1, null],
      ['cheap', 2, 'a fallback: tried when those before it fail'],
      ['strong', null, 'the rule that fired does not name it'],
    ]);
    // 100 tokens out at 4 USD a million, and those of the prompt.
    expect(Number(decision.candidates[0]?.cost_usd)).toBeGreaterThan(0.0004);
  });
  it('sends the same request where it said', async () => {
    for (const model of ['auto', 'learn']) {
      const [first] = (await decide({ model })).candidates;
      const response = await ask(gateway, { body: { model } });
      expect(response.headers.get('x-tollgate-model')).toBe(first?.model);
    }
  });
  it('shows what the learned router weighed', async () => {
    const decision = await decide({ model: 'learn' }, { 'x-tollgate-task': 'chat' });
    expect(decision.learned?.candidates).toHaveLength(3);
    expect(decision.features).toMatchObject({ learned_task: 'chat', confidence: 1 });
  });
  it('says what a request would be refused for', async () => {
    const decision = await decide({ model: 'nobody' });
    expect(decision).toMatchObject({ rule: null, candidates: [], refusal: { code: 'model_not_found' } });
  });
  it('calls nobody and leaves nothing on the books', async () => {
    const [calls, records] = [upstream.calls.length, gateway.records.length];
    await decide();
    expect([upstream.calls.length, gateway.records.length]).toEqual([calls, records]);
  });
  it('is for those with a key', async () => {
    const refused = await ask(gateway, { path: '/v1/route', headers: { authorization: 'Bearer nope' } });
    expect(refused.status).toBe(401);
    const get = await fetch(`${gateway.url}/v1/route`, { headers: { authorization: `Bearer ${TEST_KEY}` } });
    expect(get.status).toBe(405);
  });
});
