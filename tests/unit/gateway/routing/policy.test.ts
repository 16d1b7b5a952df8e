import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';
import { ask, startRouting, type Asked, type RuleEntry } from './routing-config';

const rule = (id: string, rest: Omit<RuleEntry, 'id' | 'name'>): RuleEntry => ({ id, name: id, ...rest });
const to = (target: string) => ({ targets: [target] });

/** Most special first. */
const RULES: RuleEntry[] = [
  rule('hinted', { when: { tasks: ['translation'] }, ...to('middle') }),
  rule('exact', { when: { accuracyAbove: 0.95 }, use: { kind: 'tier', tier: 'premium' } }),
  rule('quick', { when: { latencyBelowMs: 1_000 }, use: { kind: 'pin', target: 'cheap' } }),
  rule('header', { when: { headers: { 'x-plan': ['gold'] } }, ...to('strong') }),
  rule('vietnamese', { when: { languages: ['vi'] }, ...to('middle') }),
  rule('person', { when: { users: ['ann'] }, ...to('strong') }),
  rule('pattern', { when: { promptPattern: '(?i)\\bcontract\\b' }, ...to('strong') }),
  rule('tools', { when: { tools: true }, ...to('middle') }),
  rule('split', {
    when: { models: ['split'] },
    use: { kind: 'weights', weights: { cheap: 30, strong: 70 } },
  }),
  rule('filled', {
    when: { models: ['filled'] },
    ...to('cheap'),
    settings: { parameters: { default: { maxTokens: 77, temperature: 0.3 } } },
  }),
  rule('forced', {
    when: { models: ['forced'] },
    ...to('cheap'),
    settings: { parameters: { default: { maxTokens: 11, temperature: 0, override: true } } },
  }),
  rule('team', { when: { teams: ['core'], tags: { app: ['shop'] }, models: ['auto'] }, ...to('cheap') }),
];

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  gateway = await startRouting(upstream.url, RULES);
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const TOOL = { type: 'function', function: { name: 'f', parameters: { type: 'object', properties: {} } } };
const says = (content: string) => ({ messages: [{ role: 'user', content }] });

describe('a rule of the policy', () => {
  it.each<[string, Asked, string]>([
    ['a task in a header', { headers: { 'x-tollgate-task': 'translation' } }, 'hinted'],
    ['a task in metadata', { body: { metadata: { tollgate_task: 'translation' } } }, 'hinted'],
    ['an accuracy', { headers: { 'x-tollgate-accuracy': '0.951' } }, 'exact'],
    ['an accuracy at its bound, which it excludes', { headers: { 'x-tollgate-accuracy': '0.95' } }, 'team'],
    ['a latency', { headers: { 'x-tollgate-latency-ms': '999' } }, 'quick'],
    ['a header', { headers: { 'x-plan': 'gold' } }, 'header'],
    ['another value of that header', { headers: { 'x-plan': 'tin' } }, 'team'],
    ['a language', { headers: { 'x-tollgate-language': 'vi' } }, 'vietnamese'],
    ['a user', { body: { user: 'ann' } }, 'person'],
    ['a pattern in the prompt', { body: says('Read this Contract.') }, 'pattern'],
    ['tools', { body: { tools: [TOOL] } }, 'tools'],
    ['team and tag of the key', {}, 'team'],
  ])('fires for %s', async (_, asked, expected) => {
    const response = await ask(gateway, asked);
    expect(response.status).toBe(200);
    expect(response.headers.get('x-tollgate-route')).toBe(expected);
  });

  it.each([
    ['x-tollgate-task', 'gardening', 'x-tollgate-task “gardening” is no task that is known here.'],
    ['x-tollgate-accuracy', '1.1', 'x-tollgate-accuracy “1.1” is above 1.'],
    ['x-tollgate-latency-ms', '-1', 'x-tollgate-latency-ms “-1” is not a number.'],
  ])('is not guessed at: the hint %s: %s is refused', async (name, value, message) => {
    const response = await ask(gateway, { headers: { [name]: value } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { message, param: name } });
  });
});

describe('parameters of a rule', () => {
  const lastBody = () => JSON.parse(upstream.calls.at(-1)?.body ?? '{}') as Record<string, unknown>;

  it('fill what the client left out', async () => {
    await ask(gateway, { body: { model: 'filled' } });
    expect(lastBody()).toMatchObject({ model: 'cheap-1', temperature: 0.3 });
    expect(lastBody()['max_tokens'] ?? lastBody()['max_completion_tokens']).toBe(77);
  });
  it('leave alone what the client said', async () => {
    await ask(gateway, { body: { model: 'filled', temperature: 1, max_tokens: 5 } });
    expect(lastBody()).toMatchObject({ temperature: 1, max_tokens: 5 });
  });
  it('hold against the client where the rule overrides', async () => {
    await ask(gateway, { body: { model: 'forced', temperature: 1, max_tokens: 5 } });
    expect(lastBody()).toMatchObject({ temperature: 0, max_tokens: 11 });
    await ask(gateway, { body: { model: 'forced', max_completion_tokens: 1, max_tokens: 5_000 } });
    expect(lastBody()).toMatchObject({ max_completion_tokens: 11, max_tokens: 11 });
  });
});

describe('weights', () => {
  const servedBy = async (session: string) => {
    const response = await ask(gateway, {
      body: { model: 'split' },
      headers: { 'x-tollgate-session': session },
    });
    return response.headers.get('x-tollgate-model');
  };

  it('send a session where it was sent before, and sessions to each arm by its share', async () => {
    const sessions = Array.from({ length: 200 }, (_, at) => `s-${at}`);
    const first = await Promise.all(sessions.map(servedBy));
    expect(await Promise.all(sessions.map(servedBy))).toEqual(first);
    const cheap = first.filter((model) => model === 'cheap').length;
    expect(cheap).toBeGreaterThan(35);
    expect(cheap).toBeLessThan(90);
    expect(first.filter((model) => model === 'strong')).toHaveLength(200 - cheap);
    // Four hundred requests over real sockets.
  }, 30_000);
});
