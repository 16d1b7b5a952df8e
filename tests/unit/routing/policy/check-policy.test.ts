import { describe, expect, it } from 'vitest';
import { checkPolicy } from '@/lib/routing/policy/check-policy';
import { policySchema, type Policy } from '@/lib/routing/policy/schemas';
import type { z } from 'zod';

type Draft = z.input<typeof policySchema>;
type DraftRule = Draft['rules'][number];

const rule = (over: Partial<DraftRule>): DraftRule => ({ id: 'r', name: 'R', targets: ['a'], ...over });
const policy = (rules: DraftRule[], over: Partial<Draft> = {}): Policy =>
  policySchema.parse({ name: 'draft', rules, ...over });
const problems = (draft: Policy) =>
  checkPolicy(draft, (name) => ['a', 'b'].includes(name)).map(({ kind, message }) => `${kind}: ${message}`);

describe('checkPolicy', () => {
  it('finds nothing wrong with a sound draft', () => {
    expect(problems(policy([rule({ when: { tools: true } }), rule({ id: 's', name: 'S' })]))).toEqual([]);
  });
  it.each([
    [{ when: { minInputTokens: 9, maxInputTokens: 8 } }, 'at least 9 and at most 8 tokens'],
    [{ when: { accuracyAbove: 0.5, accuracyBelow: 0.5 } }, 'above 0.5 and below 0.5'],
    [{ when: { tags: { env: [] } } }, 'no value of the tag “env”'],
    [{ when: { time: { zone: 'UTC', from: '09:00', to: '09:00' } } }, 'is empty'],
  ] satisfies [Partial<DraftRule>, string][])('says that %j can never match', (over, words) => {
    expect(problems(policy([rule(over)]))).toEqual([expect.stringContaining(words)]);
  });
  it('says which rule keeps another from ever being reached', () => {
    const wide = rule({ id: 'wide', name: 'Wide', when: { tasks: ['code', 'fast'], minInputTokens: 10 } });
    const narrow = rule({ id: 'narrow', name: 'Narrow', when: { tasks: ['code'], minInputTokens: 10 } });
    expect(problems(policy([wide, narrow]))).toEqual([
      'shadowed: The rule “Narrow” is never reached: “Wide” before it takes everything that it would match.',
    ]);
    expect(problems(policy([narrow, wide]))).toEqual([]);
    expect(problems(policy([{ ...wide, enabled: false }, narrow]))).toEqual([]);
  });
  it('shows the way round of aliases and tiers that loop', () => {
    const draft = policy([rule({ targets: ['x'] })], {
      aliases: { x: 'tier:budget' },
      tiers: { budget: ['x'] },
    });
    expect(problems(draft)).toContain('loop: The rule “R” goes in a circle: x → tier:budget → x.');
  });
  it('names missing models and rules that leave no target', () => {
    expect(problems(policy([rule({ targets: ['gone'] })]))).toEqual([
      'missing_model: The rule “R” names “gone”, which is no model here.',
      'no_target: The rule “R” leaves no model to send a request to.',
    ]);
    expect(problems(policy([rule({ targets: undefined, use: { kind: 'tier', tier: 'budget' } })]))).toEqual([
      'no_target: The rule “R” leaves no model to send a request to.',
    ]);
  });
  it.each(['(?=a)', '(a)\\1', '(', 'a**'])('says that RE2 refuses %s', (promptPattern) => {
    expect(problems(policy([rule({ when: { promptPattern } })]))).toEqual([
      expect.stringMatching(/^bad_pattern: The rule “R” has a pattern that RE2 refuses: .+\.$/),
    ]);
  });
  it('says what weights add up to when it is not 100 %', () => {
    const split = (b: number) =>
      problems(policy([rule({ targets: undefined, use: { kind: 'weights', weights: { a: 60, b } } })]));
    expect(split(40)).toEqual([]);
    expect(split(30)).toEqual(['bad_weights: The weights of the rule “R” add up to 90 %, not 100 %.']);
  });
  it('knows no zone that is not one', () => {
    const time = { zone: 'Mars/Base', from: '09:00', to: '10:00' };
    expect(problems(policy([rule({ when: { time } })]))).toEqual([
      'bad_zone: The rule “R” names a time zone that is not known: “Mars/Base”.',
    ]);
  });
});
