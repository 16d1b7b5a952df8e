import { describe, expect, it } from 'vitest';
import { policyOf } from '@/lib/config/snapshot/policy-of';
import { modelSchema, ruleSchema, timeoutsSchema } from '@/lib/config/schemas';
import { type ActiveCanary, indexCanaries } from '@/lib/routing/canary/divert';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import type { Features } from '@/lib/routing/features';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { selectTargets } from '@/lib/routing/select-targets';

const provider: ActiveProvider = {
  ...{ id: 'p', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1/v1', enabled: true, simulated: true },
  timeouts: timeoutsSchema.parse({}),
};
const model = (id: string, more: object = {}) =>
  modelSchema.parse({ id, offers: [{ provider: 'p', model: id }], ...more });
const old = model('old', { aliases: ['o'] });
const fresh = model('fresh', { capabilities: { tools: false } });

const world = (canary: Partial<ActiveCanary> = {}, rules: object[] = []) => ({
  providers: new Map([['p', provider]]),
  models: new Map([
    ['old', old],
    ['o', old],
    ['fresh', fresh],
  ]),
  policy: compilePolicy(
    policyOf({ rules: rules.map((rule) => ruleSchema.parse(rule)), models: [old, fresh] }),
  ),
  canaries: indexCanaries([
    { id: 'c', on: { model: 'old' }, target: 'fresh', percent: 20, stickyBy: 'user', ...canary },
  ]),
});
const features = (over: Partial<Features> = {}): Features => ({
  ...{ requestedModel: 'old', keyId: 'k', tags: {}, stream: false, inputTokens: 10, chars: 40, at: 0 },
  ...{ task: 'balanced', signals: [], needs: { tools: false, images: false, jsonSchema: false } },
  ...over,
});
const armsOf = (over: Partial<ActiveCanary>, of: (n: number) => Partial<Features>) =>
  Array.from(
    { length: 2_000 },
    (_, n) => selectTargets(features(of(n)), world(over), { share: 0, requestId: `r${n}` }).reason,
  );

describe('a canary', () => {
  it('gets its share of the users, each of whom stays', () => {
    const reasons = armsOf({}, (n) => ({ user: `user-${n >> 1}` }));
    const canary = reasons.filter(({ arm }) => arm?.arm === 'canary').length;
    expect(canary).toBeGreaterThan(0.17 * reasons.length);
    expect(canary).toBeLessThan(0.23 * reasons.length);
    for (let n = 0; n < reasons.length; n += 2) expect(reasons[n]?.arm).toEqual(reasons[n + 1]?.arm);
  });

  it('keeps whom it had when its share grows', () => {
    const at = (percent: number) => armsOf({ percent }, (n) => ({ user: `user-${n}` }));
    const after = at(35);
    at(20).forEach(({ arm }, n) => arm?.arm === 'canary' && expect(after[n]?.arm?.arm).toBe('canary'));
  });

  it('draws by session or by request where the plan says so', () => {
    const bySession = armsOf({ stickyBy: 'session' }, (n) => ({ user: `user-${n}`, session: 'same' }));
    expect(new Set(bySession.map(({ arm }) => arm?.arm)).size).toBe(1);
    const byRequest = armsOf({ stickyBy: 'request' }, () => ({ user: 'same' }));
    expect(new Set(byRequest.map(({ arm }) => arm?.arm)).size).toBe(2);
  });

  it('goes first, with the targets of the decision behind it', () => {
    const { reason } = selectTargets(features(), world({ percent: 100 }), { share: 0 });
    expect(reason.candidates).toEqual(['p/fresh', 'p/old']);
    expect(reason).toMatchObject({ canary: true, arm: { experiment: 'canary:c', arm: 'canary' } });
  });

  it('also meets requests that name an alias of its model', () => {
    const { reason } = selectTargets(features({ requestedModel: 'o' }), world({ percent: 0 }), { share: 0 });
    expect(reason.arm).toEqual({ experiment: 'canary:c', arm: 'control' });
  });

  it('leaves requests that its target cannot take out of both arms', () => {
    const needs = { tools: true, images: false, jsonSchema: false };
    const { reason } = selectTargets(features({ needs }), world({ percent: 100 }), { share: 0 });
    expect(reason.candidates).toEqual(['p/old']);
    expect(reason.arm).toBeUndefined();
  });

  it('on a rule meets only what that rule decides', () => {
    const rules = [{ id: 'r', name: 'R', when: { tags: { app: ['x'] } }, targets: ['old'] }];
    const on = world({ on: { rule: 'r' }, percent: 100 }, rules);
    expect(selectTargets(features({ tags: { app: 'x' } }), on).reason.arm?.arm).toBe('canary');
    expect(selectTargets(features(), on).reason.arm).toBeUndefined();
  });
});

it('a rule with weights says which of them was drawn', () => {
  const weights = { old: 50, fresh: 50 };
  const rules = [{ id: 'ab', name: 'A or B', when: {}, use: { kind: 'weights', weights } }];
  const at = (share: number) => selectTargets(features(), world({}, rules), { share }).reason.arm;
  expect(at(0.49)).toEqual({ experiment: 'rule:ab', arm: 'old' });
  expect(at(0.5)).toEqual({ experiment: 'rule:ab', arm: 'fresh' });
});
