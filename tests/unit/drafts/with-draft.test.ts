import { describe, expect, test } from 'vitest';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { isOvertaken } from '@/lib/drafts/overtaken';
import { withDraft } from '@/lib/drafts/with-draft';

const price = (id: string, rate: string) => ({
  id,
  provider: 'p',
  model: 'm',
  meter: 'in.text',
  rate,
  per: 1_000_000,
  effectiveFrom: '2026-01-01T00:00:00Z',
  recordedAt: '2026-01-01T00:00:00Z',
  source: 'test',
});
const rule = (id: string) => ({ id, name: id, targets: ['m'] });
const document = (rules: string[], prices: [string, string][]) =>
  configDocumentSchema.parse({
    rules: rules.map(rule),
    prices: prices.map(([id, rate]) => price(id, rate)),
  });
const BASE = document(
  ['a', 'b'],
  [
    ['one', '1'],
    ['two', '2'],
  ],
);

describe('a draft over a configuration', () => {
  test('that says nothing leaves it as it is', () => expect(withDraft(BASE, {})).toEqual(BASE));

  test('puts its rules in place of all, in its order', () =>
    expect(withDraft(BASE, { rules: [rule('b')] }).rules).toEqual([rule('b')]));

  test('changes prices where they stand, and adds new ones at the end', () => {
    const { prices } = withDraft(BASE, { prices: [price('new', '9'), price('one', '5')] });
    expect(prices).toMatchObject([{ id: 'one', rate: '5' }, { id: 'two', rate: '2' }, { id: 'new' }]);
  });
});

describe('a draft is overtaken', () => {
  const draft = { rules: [rule('b')], prices: [price('one', '5')] };
  test('by a change of rules, or of a price that it changes', () => {
    expect(
      isOvertaken(
        BASE,
        document(
          ['a'],
          [
            ['one', '1'],
            ['two', '2'],
          ],
        ),
        draft,
      ),
    ).toBe(true);
    expect(
      isOvertaken(
        BASE,
        document(
          ['a', 'b'],
          [
            ['one', '3'],
            ['two', '2'],
          ],
        ),
        draft,
      ),
    ).toBe(true);
  });
  test('neither by a change of another price, nor of rules that it leaves alone', () => {
    expect(
      isOvertaken(
        BASE,
        document(
          ['a', 'b'],
          [
            ['one', '1'],
            ['two', '7'],
          ],
        ),
        draft,
      ),
    ).toBe(false);
    expect(
      isOvertaken(
        BASE,
        document(
          ['z'],
          [
            ['one', '1'],
            ['two', '2'],
          ],
        ),
        { prices: [price('one', '5')] },
      ),
    ).toBe(false);
  });
});
