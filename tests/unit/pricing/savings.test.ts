import { describe, expect, it } from 'vitest';
import { parseUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import {
  baselineCost,
  compareBaseline,
  percentOf,
  priceOnBaseline,
  saving,
  totalOnBaseline,
} from '@/lib/pricing/savings';
import { AT, query, row, rows } from './price-rows';

const book = buildPriceBook([
  ...rows('dear', { 'in.text': '10', 'in.cache_read': '1', 'out.text': '30' }),
  row({
    model: 'dear',
    meter: 'in.text',
    rate: '20',
    when: { context: { op: 'gt', value: 200_000, basis: 'input' } },
  }),
  ...rows('moved', { 'out.text': '1' }),
  row({ model: 'moved', meter: 'in.text', rate: '1', id: 'a', effectiveTo: '2026-06-01T00:00:00Z' }),
  row({ model: 'moved', meter: 'in.text', rate: '2', id: 'b', effectiveFrom: '2026-06-01T00:00:00Z' }),
]);
const dear = { provider: 'acme', model: 'dear' };

describe('baselineCost', () => {
  it('does not take a sum over many requests for one long prompt', () => {
    const sums = [{ at: AT, meters: { 'in.text': 5_000_000, 'out.text': 1_000_000 } }];
    expect(baselineCost(book, dear, sums)).toEqual({ state: 'priced', totalUsd: '80', asPlainInput: [] });
  });

  it('prices each bucket at the prices of its time', () => {
    const meters = { 'in.text': 1_000_000 };
    const change = Date.parse('2026-06-01T00:00:00Z');
    const sums = [
      { at: change - 1, meters },
      { at: change, meters },
    ];
    expect(baselineCost(book, { provider: 'acme', model: 'moved' }, sums)).toMatchObject({ totalUsd: '3' });
  });

  it('takes cache writes that the baseline has no price for as plain input, and says so', () => {
    const sums = [
      { at: AT, meters: { 'in.text': 0, 'in.cache_write.1h': 1_000_000, 'in.cache_read': 1_000_000 } },
    ];
    expect(baselineCost(book, dear, sums)).toEqual({
      state: 'priced',
      totalUsd: '11',
      asPlainInput: ['in.cache_write.1h'],
    });
  });

  it('has no figure where a meter cannot be priced, and $0 for no traffic', () => {
    const sums = [{ at: AT, meters: { 'in.text': 1, page: 2 } }];
    expect(baselineCost(book, dear, sums)).toEqual({ state: 'unpriced', unpricedMeters: ['page'] });
    expect(baselineCost(book, dear, [{ at: AT, meters: { 'in.text': 0 } }])).toMatchObject({ totalUsd: '0' });
    expect(baselineCost(book, dear, [])).toMatchObject({ totalUsd: '0' });
    expect(
      baselineCost(book, { provider: 'acme', model: 'none' }, [{ at: AT, meters: { 'in.text': 1 } }]).state,
    ).toBe('unpriced');
  });
});

describe('totalOnBaseline', () => {
  it.each([
    ['what is priced', { 'in.text': 1_000_000 }, 20_000_000_000_000n],
    ['cache writes as plain input', { 'in.text': 1, 'in.cache_write.1h': 99_999 }, 1_000_000_000_000n],
    ['what has no price', { 'in.text': 1, page: 2 }, undefined],
    ['nothing', {}, undefined],
  ])('is the total of priceOnBaseline for %s', (_name, meters, total) => {
    const asked = query(meters, { model: 'dear' });
    const cost = priceOnBaseline(book, asked);
    expect(cost.state === 'priced' ? parseUsd(cost.totalUsd) : undefined).toBe(total);
    expect(totalOnBaseline(book, asked)).toBe(total);
  });
});

describe('compareBaseline', () => {
  it('lets the real prompt decide the tier of one request', () => {
    const request = { at: AT, meters: { 'in.text': 200_001 }, actualUsd: '1' };
    expect(compareBaseline(book, dear, request)).toMatchObject({
      baselineUsd: '4.00002',
      differenceUsd: '3.00002',
    });
    expect(compareBaseline(book, dear, { ...request, meters: { page: 1 } })).toEqual({
      state: 'unpriced',
      unpricedMeters: ['page'],
    });
  });
});

describe('saving', () => {
  it('shows a loss as negative', () => {
    expect(saving('5', '4')).toEqual({
      actualUsd: '5',
      baselineUsd: '4',
      differenceUsd: '-1',
      percent: '-25.00',
    });
  });

  it('rounds a percentage half-even and has none of nothing', () => {
    expect(percentOf('0.00005', '1')).toBe('0.00');
    expect(percentOf('0.00015', '1')).toBe('0.02');
    expect(percentOf('1', '3')).toBe('33.33');
    expect(percentOf('-2', '-4')).toBe('50.00');
    expect(percentOf('1', '0')).toBeUndefined();
  });
});
