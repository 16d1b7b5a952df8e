import { describe, expect, it } from 'vitest';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow } from '@/lib/pricing/price-row';
import type { Meter, MeterQuantities } from '@/lib/pricing/usage';
import { query, row, rows } from './price-rows';

const MILLION = 1_000_000;

describe('meters without a row of their own', () => {
  const pricedAs = (list: PriceRow[], meter: Meter) => {
    const { state, lines } = buildPriceBook(list).calculate(query({ [meter]: 1 }));
    return state === 'priced' ? (lines[0]?.pricedAs ?? meter) : state;
  };
  const plain = rows('m', { 'in.text': '1', 'out.text': '2' });
  const cached = [...plain, ...rows('m', { 'in.cache_read': '0.1', 'in.cache_write.5m': '1.25' })];

  it.each([
    ['out.reasoning', 'out.text'],
    ['in.image', 'in.text'],
    ['in.video', 'in.text'],
    ['in.tool', 'in.text'],
    ['in.cache_read', 'in.text'],
    ['in.cache_read.image', 'in.text'],
  ] as const)('bills %s as %s on a list of input and output prices', (meter, expected) => {
    expect(pricedAs(plain, meter)).toBe(expected);
  });

  it.each([
    'in.audio',
    'in.cache_read.audio',
    'in.cache_write.5m',
    'in.cache_write.1h',
    'in.cache_write.other',
    'out.audio',
    'out.image',
    'web_search.low',
    'file_search',
    'page',
    'second',
    'image',
    'cache_token_seconds',
  ] as const)('leaves %s unpriced on such a list', (meter) => {
    expect(pricedAs(plain, meter)).toBe('unpriced');
  });

  it('bills cached audio as cached, and a write of no stated lifetime as the one write that is priced', () => {
    expect(pricedAs(cached, 'in.cache_read.audio')).toBe('in.cache_read');
    expect(pricedAs(cached, 'in.cache_write.other')).toBe('in.cache_write.5m');
  });

  it('never bills a read as plain input where caching is priced but the read is missing', () => {
    expect(pricedAs([...plain, ...rows('m', { 'in.cache_write.5m': '1.25' })], 'in.cache_read')).toBe(
      'unpriced',
    );
  });

  it('prefers a row of its own, even under a shorter match', () => {
    expect(pricedAs([...plain, ...rows('m*', { 'out.reasoning': '3' })], 'out.reasoning')).toBe(
      'out.reasoning',
    );
  });

  it('bills the request itself once where requests have a price, and only then', () => {
    const perRequest = [...plain, row({ meter: 'request', rate: '5', per: 1_000 })];
    const total = (list: PriceRow[], meters: MeterQuantities) =>
      buildPriceBook(list).calculate(query(meters)).totalUsd;
    expect(total(perRequest, { 'in.text': MILLION })).toBe('1.005');
    expect(total(perRequest, { 'in.text': MILLION, request: 3 })).toBe('1.015');
    expect(total(plain, { 'in.text': MILLION })).toBe('1');
  });
});
