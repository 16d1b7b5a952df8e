import { describe, expect, it } from 'vitest';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow, PriceWhen } from '@/lib/pricing/price-row';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { query, row } from './price-rows';

const base = row({ meter: 'in.text', rate: '1', id: 'base' });
const special = (when: PriceWhen, rest: Partial<PriceRow> = {}) =>
  row({ meter: 'in.text', rate: '2', id: 'special', when, ...rest });
const used = (
  list: PriceRow[],
  overrides: Parameters<typeof query>[1] = {},
  meters: MeterQuantities = { 'in.text': 1 },
) => buildPriceBook(list).calculate(query(meters, overrides)).lines[0]?.priceId;

describe('context tiers', () => {
  const over = (op: 'gt' | 'gte', basis: 'input' | 'total' = 'input') =>
    special({ context: { op, value: 272_000, basis } });

  it.each([
    ['gt', 271_999, 'base'],
    ['gt', 272_000, 'base'],
    ['gt', 272_001, 'special'],
    ['gte', 271_999, 'base'],
    ['gte', 272_000, 'special'],
    ['gte', 272_001, 'special'],
  ] as const)('%s 272,000 at %d tokens takes the %s row', (op, tokens, expected) => {
    expect(used([base, over(op)], {}, { 'in.text': tokens })).toBe(expected);
  });

  it('counts the whole prompt, cached and written tokens too, and no output', () => {
    const meters = { 'in.text': 1, 'in.cache_read': 271_997, 'in.cache_write.1h': 1 };
    expect(used([base, over('gte')], {}, meters)).toBe('base');
    expect(used([base, over('gte')], {}, { ...meters, 'in.audio': 1 })).toBe('special');
    expect(used([base, over('gte')], {}, { ...meters, 'out.text': 500_000 })).toBe('base');
  });

  it('counts output as well on the basis total', () => {
    expect(used([base, over('gte', 'total')], {}, { 'in.text': 200_000, 'out.text': 71_999 })).toBe('base');
    expect(used([base, over('gte', 'total')], {}, { 'in.text': 200_000, 'out.reasoning': 72_000 })).toBe(
      'special',
    );
  });

  it('takes the highest of several thresholds that hold', () => {
    const tiers = [32_000, 128_000, 200_000].map((value) =>
      special({ context: { op: 'gt', value, basis: 'input' } }, { id: `over ${value}` }),
    );
    for (const list of [
      [base, ...tiers],
      [...tiers.toReversed(), base],
    ]) {
      expect(used(list, {}, { 'in.text': 32_000 })).toBe('base');
      expect(used(list, {}, { 'in.text': 128_000 })).toBe('over 32000');
      expect(used(list, {}, { 'in.text': 200_000 })).toBe('over 128000');
      expect(used(list, {}, { 'in.text': 200_001 })).toBe('over 200000');
    }
  });

  it('lets a caller who prices sums say what prompt size counts', () => {
    expect(used([base, over('gt')], { contextTokens: 0 }, { 'in.text': 10_000_000 })).toBe('base');
  });
});

describe('tiers, speed, region, batch', () => {
  it('bills the tier that was served, and the ordinary one under each of its names', () => {
    expect(used([base, special({ tier: 'priority' })], { serviceTier: 'priority' })).toBe('special');
    expect(used([base, special({ tier: 'priority' })], { serviceTier: 'flex' })).toBe('base');
    for (const serviceTier of [undefined, 'default', 'standard', 'on_demand'])
      expect(used([base, special({ tier: 'default' })], { serviceTier })).toBe('special');
  });

  it('tells batch from the rest, by the caller or by the served tier', () => {
    expect(used([base, special({ batch: true })])).toBe('base');
    expect(used([base, special({ batch: true })], { batch: true })).toBe('special');
    expect(used([base, special({ batch: true })], { serviceTier: 'batch' })).toBe('special');
    expect(used([base, special({ tier: 'batch' })], { batch: true })).toBe('special');
    expect(used([base, special({ batch: false })], { batch: true })).toBe('base');
  });

  it('wants region and speed equal, and unknown is not equal', () => {
    expect(used([base, special({ region: 'eu' })], { region: 'eu' })).toBe('special');
    expect(used([base, special({ region: 'eu' })])).toBe('base');
    expect(used([base, special({ speed: 'fast' })], { speed: 'fast' })).toBe('special');
    expect(used([base, special({ speed: 'fast' })])).toBe('base');
  });
});

describe('effective dates', () => {
  const list = [
    row({ meter: 'in.text', rate: '1', id: 'old', effectiveTo: '2027-01-01T00:00:00.000Z' }),
    row({ meter: 'in.text', rate: '2', id: 'new', effectiveFrom: '2027-01-01T00:00:00.000Z' }),
  ];
  const change = Date.parse('2027-01-01T00:00:00.000Z');

  it('holds from its first millisecond to the last before its end', () => {
    expect(used(list, { at: change - 1 })).toBe('old');
    expect(used(list, { at: change })).toBe('new');
    expect(used(list, { at: Date.parse('2020-01-01T00:00:00Z') })).toBe('old');
    expect(used(list, { at: Date.parse('2020-01-01T00:00:00Z') - 1 })).toBeUndefined();
  });

  it('reads offsets in dates as instants', () => {
    const local = row({
      meter: 'in.text',
      rate: '1',
      id: 'local',
      effectiveFrom: '2027-01-01T08:00:00+08:00',
    });
    expect(used([local], { at: change })).toBe('local');
    expect(used([local], { at: change - 1 })).toBeUndefined();
  });

  it('leaves a gap unpriced rather than stretching a row over it', () => {
    const [first] = list;
    expect(used(first === undefined ? [] : [first], { at: change })).toBeUndefined();
    expect(used(list, { at: Number.NaN })).toBeUndefined();
  });
});
