import { describe, expect, test } from 'vitest';
import { READY_POLICIES } from '@/lib/routing/policy/ready-policies';
import { conditionSchema, policyRuleSchema } from '@/lib/routing/policy/schemas';
import { textOf, valueAt, valueOf, withValue, type DraftRule } from '@/lib/routing/rule-form/field-text';
import { CONDITION_FIELDS, SETTING_FIELDS, USE_FIELDS, USES } from '@/lib/routing/rule-form/fields';
import { wayOf, withUse } from '@/lib/routing/rule-form/rule-use';

const ALL = [...CONDITION_FIELDS, ...SETTING_FIELDS, ...USES.flatMap((use) => USE_FIELDS[use])];
const FULL: DraftRule = {
  id: 'full',
  name: 'Full',
  when: {
    models: ['auto', 'gpt-4.1'],
    tasks: ['code'],
    minInputTokens: 0,
    stream: false,
    tags: { app: ['shop', 'help'], environment: ['production'] },
    time: { zone: 'UTC', from: '09:00', to: '17:30', days: [1, 2] },
  },
  use: { kind: 'weights', weights: { a: 66.5, b: 33.5 } },
  fallbacks: ['c'],
  settings: {
    costCeilingUsd: '0.10',
    parameters: { default: { maxTokens: 5 } },
    affinity: { warmSeconds: 5 },
  },
};

/** The rule as it is after each of its fields was written and read again. */
const rewritten = (rule: DraftRule) =>
  ALL.reduce(
    (now, field) => withValue(now, field.path, valueOf(textOf(valueAt(now, field.path), field.kind), field)),
    rule,
  );

describe('a rule in a form', () => {
  test('has a field for each condition', () => {
    const offered = new Set(CONDITION_FIELDS.map(({ path }) => path.split('.')[1]));
    expect([...offered].toSorted()).toEqual(Object.keys(conditionSchema.shape).toSorted());
  });

  test('is the same after it was written into the form and read again, with what has no field', () => {
    expect(rewritten(FULL)).toEqual(FULL);
    for (const { rules } of Object.values(READY_POLICIES))
      for (const rule of rules) {
        const { when, fallbacks, settings, ...rest } = rewritten({ ...rule });
        // An empty field is left out; reading the rule fills it in.
        expect(policyRuleSchema.parse({ when, fallbacks, settings, ...rest })).toEqual(rule);
      }
  });

  test('loses a condition whose field is emptied, and the object that this leaves empty', () => {
    const rule = { id: 'r', when: { time: { zone: 'UTC' } } };
    expect(withValue(rule, 'when.time.zone', undefined)).toEqual({ id: 'r' });
  });

  test('keeps what is no number as it was typed, for the check to name it', () => {
    const [field] = CONDITION_FIELDS.filter(({ path }) => path === 'when.minInputTokens');
    expect(field && valueOf('many', field)).toBe('many');
    expect(field && valueOf(' 12 ', field)).toBe(12);
  });

  test('says where to go in one way only, whichever is chosen', () => {
    for (const from of USES)
      for (const to of USES) {
        const rule = withUse(withUse({ id: 'r', name: 'R', targets: ['a'] }, from), to);
        expect(wayOf(rule)).toBe(to);
        expect('targets' in rule && 'use' in rule).toBe(false);
      }
  });
});
