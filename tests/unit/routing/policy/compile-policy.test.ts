import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePolicy } from '@/lib/routing/policy/compile-policy';
import { implies } from '@/lib/routing/policy/find-shadows';
import { compileCondition } from '@/lib/routing/policy/compile-condition';
import { policySchema, type Condition } from '@/lib/routing/policy/schemas';
import { facts } from './facts';

const matches = (when: Condition, over: Parameters<typeof facts>[0]) => compileCondition(when)(facts(over));

describe('conditions', () => {
  it('keep a window past midnight in its own zone, by the day on which it begins', () => {
    const time = { zone: 'Asia/Ho_Chi_Minh', from: '22:00', to: '06:00', days: [5] };
    const at = (iso: string) => matches({ time }, { at: Date.parse(iso) });
    expect(at('2026-11-20T21:59:00+07:00')).toBe(false);
    expect(at('2026-11-20T22:00:00+07:00')).toBe(true);
    expect(at('2026-11-21T05:59:59+07:00')).toBe(true);
    expect(at('2026-11-21T06:00:00+07:00')).toBe(false);
    expect(at('2026-11-21T23:00:00+07:00')).toBe(false);
  });
  it('look for a pattern in linear time, also where a backtracking engine would hang', () => {
    expect(matches({ promptPattern: '(?i)refund' }, { promptText: 'A REFUND please' })).toBe(true);
    expect(matches({ promptPattern: '(a+)+$' }, { promptText: `${'a'.repeat(3_000)}b` })).toBe(false);
  });
  it('hold an unsaid accuracy, latency, team or header to match nothing', () => {
    for (const when of [
      { accuracyBelow: 1 },
      { latencyBelowMs: 1e9 },
      { teams: ['t'] },
      { headers: { 'x-a': ['1'] } },
    ] satisfies Condition[])
      expect(matches(when, {})).toBe(false);
  });
  it('never let a shadowed rule match what its shadow does not', () => {
    const when = fc.record(
      {
        tasks: fc.subarray(['code', 'fast'] as const, { minLength: 1 }),
        minInputTokens: fc.nat(3),
        maxInputTokens: fc.nat(3),
        stream: fc.boolean(),
      },
      { requiredKeys: [] },
    );
    const request = fc.record({
      task: fc.constantFrom('code' as const, 'fast' as const),
      inputTokens: fc.nat(3),
      stream: fc.boolean(),
    });
    fc.assert(
      fc.property(when, when, request, (narrow, wide, over) => {
        fc.pre(implies(narrow, wide));
        return !matches(narrow, over) || matches(wide, over);
      }),
    );
  });
});

describe('compilePolicy', () => {
  const rule = { id: 'split', name: 'Split', use: { kind: 'weights', weights: { a: 25, b: 75, c: 0 } } };
  const compile = (over: object) =>
    compilePolicy(policySchema.parse({ name: 'p', rules: [{ ...rule, ...over }] }));

  it('splits by weight at the exact share, and falls back to the other arm', () => {
    const policy = compile({});
    expect(policy.decide(facts(), 0.2499).targets).toEqual(['a', 'b']);
    expect(policy.decide(facts(), 0.25).targets).toEqual(['b', 'a']);
  });
  it('sends the share below its percentage to the canary, everything else past it', () => {
    const policy = compile({ settings: { canary: { target: 'new', percent: 10 } } });
    expect(policy.decide(facts(), 0.0999)).toMatchObject({ canary: true, targets: ['new', 'a', 'b'] });
    expect(policy.decide(facts(), 0.1)).toMatchObject({ canary: false, targets: ['a', 'b'] });
  });
  it('takes the requested model where no rule matches and no fallback tier is set', () => {
    expect(compile({ enabled: false }).decide(facts({ requestedModel: 'gpt' }), 0).targets).toEqual(['gpt']);
  });
});
