import { describe, expect, test } from 'vitest';
import { actionWords } from '@/lib/routing/policy/action-words';
import { conditionWords } from '@/lib/routing/policy/condition-words';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { conditionSchema, policyRuleSchema, type Condition } from '@/lib/routing/policy/schemas';

/** One value that each condition may have; a condition without words would be missing on the page. */
const EACH: Required<Condition> = {
  models: ['auto'],
  tasks: ['simple_faq', 'code'],
  minInputTokens: 10,
  maxInputTokens: 20,
  minChars: 30,
  maxChars: 40,
  accuracyAbove: 0.5,
  accuracyBelow: 0.9,
  latencyBelowMs: 800,
  stream: true,
  tools: false,
  images: true,
  jsonSchema: false,
  languages: ['vi'],
  tags: { tier: ['gold', 'silver'] },
  headers: { 'x-app': ['shop'] },
  keys: ['web'],
  teams: ['search'],
  users: ['u1'],
  time: { zone: 'Asia/Ho_Chi_Minh', from: '09:00', to: '17:30', days: [1, 5] },
  promptPattern: 'invoice',
};

describe('a rule in words', () => {
  test('says each condition that there is', () => {
    expect(Object.keys(EACH).toSorted()).toEqual(Object.keys(conditionSchema.shape).toSorted());
    for (const [name, value] of Object.entries(EACH))
      expect(conditionWords({ [name]: value }), name).toHaveLength(1);
  });

  test('joins both bounds of a number, and names days and values', () => {
    expect(conditionWords(EACH)).toContain('prompt tokens: 10 to 20');
    expect(conditionWords(EACH)).toContain('task is simple faq or code');
    expect(conditionWords(EACH)).toContain('tag “tier” is gold or silver');
    expect(conditionWords(EACH)).toContain('time is 09:00 to 17:30 on Monday or Friday (Asia/Ho_Chi_Minh)');
  });

  test('has none for a rule that takes everything', () => expect(conditionWords({})).toEqual([]));

  test('says where each ready policy sends its requests', () => {
    for (const { rules } of Object.values(READY_POLICIES))
      for (const rule of rules) expect(actionWords(rule)[0]).toMatch(/^(goes|is split)/);
  });

  test('says what is set beside the target', () => {
    const rule = policyRuleSchema.parse({
      id: 'r',
      name: 'R',
      targets: ['a', 'b'],
      settings: { cache: { ttlSeconds: 60 }, cascade: { checks: ['parses'], to: 'c' }, tooLong: 'trim' },
    });
    expect(actionWords(rule)).toEqual([
      'goes to a, then b',
      'answers that fail a check are asked of c again',
      'answers are kept for 60 s',
      'a prompt that is too long loses its oldest messages',
    ]);
  });
});
