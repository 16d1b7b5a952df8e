import { describe, expect, test } from 'vitest';
import { readRuleLink, ruleLink } from '@/lib/config/rule-link';

const RULE = { id: 'cheap-faq', name: 'Cheap & quick: “50 %”', targets: ['small'] };

const draftOf = (href: string) => new URL(href, 'http://tollgate').searchParams.get('draft') ?? '';

describe('a rule in an address', () => {
  test('arrives as it was sent, with what it left out filled in', () => {
    expect(readRuleLink(draftOf(ruleLink(RULE)))).toEqual({
      ok: true,
      rule: { ...RULE, enabled: true, when: {}, fallbacks: [], settings: {} },
    });
  });

  test.each([
    ['cut off', '{"id":"a"', /cut off/],
    ['no rule', '[]', /is not one/],
    ['with a field that there is not', JSON.stringify({ ...RULE, priority: 1 }), /priority/],
    ['too long', JSON.stringify({ ...RULE, name: 'x'.repeat(9_000) }), /longer than/],
  ])('is refused in words when it is %s', (_how, text, words) => {
    const read = readRuleLink(text);
    expect(read).toEqual({ ok: false, problem: expect.stringMatching(words) as unknown });
  });
});
