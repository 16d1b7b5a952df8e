import { expect, test } from 'vitest';
import { draftRule, isSimple } from '@/lib/playground/draft-rule';
import { policyRuleSchema } from '@/lib/routing/policy/schemas';

const comparison = { winner: 'b', models: ['auto', 'a', 'b', 'c', 'a'], task: 'code', rules: [] };
const rule = (over: object) =>
  policyRuleSchema.parse({
    id: 'r',
    name: 'R',
    when: { models: ['auto'], tasks: ['code'] },
    targets: ['a'],
    ...over,
  });

test('the winner serves routed requests of the task, the other columns follow', () => {
  expect(draftRule(comparison)).toEqual({
    id: 'playground-code-b',
    name: 'Code goes to b (from the playground)',
    when: { models: ['auto'], tasks: ['code'] },
    targets: ['b', 'a', 'c'],
  });
});

test.each([undefined, '', 'no such task'])('without a known task (%j) it is for all of them', (task) => {
  expect(draftRule({ ...comparison, task }).when).toEqual({ models: ['auto'] });
});

test('a rule for the same takes the new targets in its place and keeps all else', () => {
  const settings = { costCeilingUsd: '0.5' };
  const rules = [rule({ id: 'other', when: { models: ['auto'], tasks: ['fast'] } }), rule({ settings })];
  expect(draftRule({ ...comparison, rules })).toMatchObject({ id: 'r', targets: ['b', 'a', 'c'], settings });
  const all = rule({ id: 'all', when: { models: ['auto'] } });
  expect(draftRule({ ...comparison, task: '', rules: [...rules, all] })).toMatchObject({ id: 'all' });
});

test.each([
  ['is off', { enabled: false }],
  ['says more of when', { when: { models: ['auto'], tasks: ['code'], stream: true } }],
  ['is for several tasks', { when: { models: ['auto'], tasks: ['code', 'fast'] } }],
  ['is for another model', { when: { models: ['gpt'], tasks: ['code'] } }],
  ['is for every model', { when: { tasks: ['code'] } }],
  ['goes elsewhere than to plain targets', { targets: undefined, use: { kind: 'tier', tier: 'budget' } }],
])('a rule that %s is left alone', (_, over) => {
  expect(isSimple(rule(over))).toBe(false);
  expect(draftRule({ ...comparison, rules: [rule(over)] }).id).toBe('playground-code-b');
});

test('whatever a model is called, the rule is one', () => {
  for (const winner of ['x/y:z', 'é'.repeat(200), '…', 'a b'])
    expect(policyRuleSchema.safeParse(draftRule({ ...comparison, winner })).success).toBe(true);
});
