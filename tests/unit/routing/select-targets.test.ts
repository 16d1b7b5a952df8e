import { describe, expect, it } from 'vitest';
import { policyOf } from '@/lib/config/snapshot/policy-of';
import { modelSchema, ruleSchema, timeoutsSchema, type Rule } from '@/lib/config/schemas';
import type { ActiveProvider } from '@/lib/config/snapshot/snapshot';
import type { Features } from '@/lib/routing/features';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { selectTargets } from '@/lib/routing/select-targets';

const provider = (id: string, enabled = true): ActiveProvider => ({
  id,
  dialect: 'openai-chat',
  baseUrl: 'http://127.0.0.1/v1',
  enabled,
  simulated: true,
  timeouts: timeoutsSchema.parse({}),
});
const small = modelSchema.parse({
  id: 'small',
  aliases: ['mini'],
  offers: [
    { provider: 'a', model: 'small-1' },
    { provider: 'b', model: 'small-at-b' },
  ],
  contextTokens: 1_000,
});
const large = modelSchema.parse({
  id: 'org/large',
  offers: [{ provider: 'b', model: 'l' }],
  contextTokens: 200_000,
});
const world = (rules: Rule[] = []) => ({
  providers: new Map([
    ['a', provider('a')],
    ['b', provider('b')],
  ]),
  models: new Map([
    ['small', small],
    ['mini', small],
    ['org/large', large],
  ]),
  policy: compilePolicy(policyOf({ rules, models: [small, large] })),
});
const features = (over: Partial<Features> = {}): Features => ({
  requestedModel: 'small',
  keyId: 'k',
  tags: {},
  stream: false,
  inputTokens: 10,
  chars: 40,
  at: 0,
  task: 'balanced',
  signals: [],
  needs: { tools: false, images: false, jsonSchema: false },
  ...over,
});
const names = (plan: ReturnType<typeof selectTargets>) => plan.reason.candidates;

describe('selectTargets', () => {
  it('takes the requested model at its providers in order when no rule matches', () => {
    expect(names(selectTargets(features(), world()))).toEqual(['a/small', 'b/small']);
    expect(names(selectTargets(features({ requestedModel: 'mini' }), world()))).toEqual([
      'a/small',
      'b/small',
    ]);
  });
  it('lets the first matching rule decide, and says which', () => {
    const rules = [
      ruleSchema.parse({ id: 'no', name: 'no', when: { models: ['other'] }, targets: ['small'] }),
      ruleSchema.parse({
        id: 'yes',
        name: 'yes',
        when: { minInputTokens: 10 },
        targets: ['org/large', 'b/small'],
      }),
      ruleSchema.parse({ id: 'late', name: 'late', targets: ['small'] }),
    ];
    const plan = selectTargets(features(), world(rules));
    expect(plan.reason.ruleId).toBe('yes');
    expect(names(plan)).toEqual(['b/org/large', 'b/small']);
  });
  it('honours token bounds at the exact number', () => {
    const rules = [
      ruleSchema.parse({ id: 'r', name: 'r', when: { maxInputTokens: 10 }, targets: ['org/large'] }),
    ];
    expect(selectTargets(features({ inputTokens: 10 }), world(rules)).reason.ruleId).toBe('r');
    expect(selectTargets(features({ inputTokens: 11 }), world(rules)).reason.ruleId).toBeUndefined();
  });
  it('leaves out what does not fit, with the reason, at the exact window', () => {
    expect(selectTargets(features({ inputTokens: 1_000 }), world()).kind).toBe('targets');
    const plan = selectTargets(features({ inputTokens: 1_001 }), world());
    expect(plan.kind).toBe('none_eligible');
    expect(plan.reason.skipped).toHaveLength(2);
  });
  it('tells an unknown model from one that nobody can serve now', () => {
    expect(selectTargets(features({ requestedModel: 'nope' }), world()).kind).toBe('unknown_model');
    const off = { ...world(), providers: new Map([['a', provider('a', false)]]) };
    expect(selectTargets(features(), off).kind).toBe('none_eligible');
  });
  it('demands each tag of a rule, with one of its values', () => {
    const rules = [
      ruleSchema.parse({ id: 'r', name: 'r', when: { tags: { team: ['x', 'y'] } }, targets: ['org/large'] }),
    ];
    expect(selectTargets(features({ tags: { team: 'y' } }), world(rules)).reason.ruleId).toBe('r');
    expect(selectTargets(features({ tags: { team: 'z' } }), world(rules)).reason.ruleId).toBeUndefined();
    expect(selectTargets(features(), world(rules)).reason.ruleId).toBeUndefined();
  });
});
