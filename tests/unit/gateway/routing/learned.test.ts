import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, startRouting, type RuleEntry } from './routing-config';

const learned = (id: string, dial: number, floor?: number): RuleEntry => ({
  id,
  name: id,
  when: { models: [id] },
  use: { kind: 'learned', dial, ...(floor !== undefined && { floor }) },
});
const RULES = [learned('thrifty', 0), learned('best', 10), learned('safe', 0, 0.9)];

/** Translations were judged often: the cheap model is good at them. */
const BELIEFS = new Map([['main', new Map([['translation', new Map([['cheap', { good: 990, bad: 10 }]])]])]]);
const TRANSLATE = { 'x-tollgate-task': 'translation' };

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  gateway = await startRouting(upstream.url, RULES, { beliefs: BELIEFS });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const served = async (model: string, headers: Record<string, string> = {}) =>
  (await ask(gateway, { body: { model }, headers })).headers.get('x-tollgate-model');

describe('a learned rule', () => {
  it('takes the best model at dial 10, and at dial 0 a cheaper one: the cheapest where that is known to be good', async () => {
    expect(await served('best')).toBe('strong');
    expect(await served('thrifty', { 'x-tollgate-task': 'law' })).toBe('middle');
    expect(await served('thrifty', TRANSLATE)).toBe('cheap');
  });
  it('keeps its floor by what was learnt of the task, and falls back to the best bound elsewhere', async () => {
    expect(await served('safe', TRANSLATE)).toBe('cheap');
    expect(await served('safe', { 'x-tollgate-task': 'law' })).toBe('strong');
  });
  it('says why: in headers, and with the request on the books', async () => {
    const response = await ask(gateway, { body: { model: 'safe' }, headers: TRANSLATE });
    expect(response.headers.get('x-tollgate-task')).toBe('translation');
    expect(response.headers.get('x-tollgate-confidence')).toBe('1');
    expect(response.headers.get('x-tollgate-runner-up')).toMatch(/middle|strong/);
    const { route } = gateway.completions().at(-1)?.request ?? { route: undefined };
    expect(route).toMatchObject({
      ruleId: 'safe',
      learnedTask: 'translation',
      choice: { dial: 0, floor: 0.9 },
    });
    expect(route?.choice?.candidates.map(({ model }) => model)).toEqual(['cheap', 'middle', 'strong']);
    expect(route?.choice?.candidates[0]).not.toHaveProperty('reason');
    for (const { reason, estimatedUsd } of route?.choice?.candidates.slice(1) ?? []) {
      expect(reason).toBeTruthy();
      expect(estimatedUsd).toMatch(/^0\.\d{9}$/);
    }
  });
  it('classifies the prompt by itself where no hint says the task', async () => {
    const prompt = 'Translate the following sentence into French: The weather is nice today.';
    await ask(gateway, { body: { model: 'safe', messages: [{ role: 'user', content: prompt }] } });
    const route = gateway.completions().at(-1)?.request.route;
    expect(route?.learnedTask).toBe('translation');
    expect(route?.confidence).toBeGreaterThan(0.1);
    expect(route?.confidence).toBeLessThanOrEqual(1);
  });
});
