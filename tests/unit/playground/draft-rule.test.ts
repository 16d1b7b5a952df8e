import { expect, test } from 'vitest';
import { draftRule } from '@/lib/playground/draft-rule';
import { policyRuleSchema } from '@/lib/routing/policy/schemas';

test('the winner serves routed requests of the task, the other columns follow', () => {
  expect(draftRule('b', ['auto', 'a', 'b', 'c', 'a'], 'code')).toEqual({
    id: 'playground-code-b',
    name: 'Code goes to b (from the playground)',
    when: { models: ['auto'], tasks: ['code'] },
    targets: ['b', 'a', 'c'],
  });
});

test.each([undefined, '', 'no such task'])('without a known task (%j) it is for all of them', (task) => {
  expect(draftRule('b', [], task).when).toEqual({ models: ['auto'] });
});

test('whatever a model is called, the rule is one', () => {
  for (const winner of ['x/y:z', 'é'.repeat(200), '…', 'a b'])
    expect(policyRuleSchema.safeParse(draftRule(winner, ['a'], 'code')).success).toBe(true);
});
