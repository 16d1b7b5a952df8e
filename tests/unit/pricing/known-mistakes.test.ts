import { describe, expect, it } from 'vitest';
import { dialectFor } from '@/lib/dialects/registry';
import { sumUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { AT, query, row, rows } from './price-rows';

const MILLION = 1_000_000;

describe('mistakes that other books make and this one does not', () => {
  it('cached tokens are not counted twice: neither as cached and as input, nor left at the full price', () => {
    const book = buildPriceBook(rows('m', { 'in.text': '3', 'in.cache_read': '0.30', 'out.text': '15' }));
    const raw = {
      prompt_tokens: 1_000_000,
      completion_tokens: 0,
      prompt_tokens_details: { cached_tokens: 900_000 },
    };
    const meters = dialectFor('openai-chat').readUsage({ usage: raw })?.meters ?? {};
    expect(meters).toMatchObject({ 'in.text': 100_000, 'in.cache_read': 900_000 });
    expect(book.calculate(query(meters)).totalUsd).toBe('0.57');
  });

  it('a price per million is not taken for a price per token', () => {
    const perMillion = buildPriceBook([row({ meter: 'in.text', rate: '2.50' })]);
    const perToken = buildPriceBook([row({ meter: 'in.text', rate: '2.50', per: 1 })]);
    expect(perMillion.calculate(query({ 'in.text': 1 })).totalUsd).toBe('0.0000025');
    expect(perToken.calculate(query({ 'in.text': 1 })).totalUsd).toBe('2.5');
    expect(
      buildPriceBook([row({ meter: 'second', rate: '0.36', per: 3_600 })]).calculate(query({ second: 10 }))
        .totalUsd,
    ).toBe('0.001');
  });

  it('a long prompt lifts the price of cache writes too', () => {
    const over = { when: { context: { op: 'gt', value: 200_000, basis: 'input' } } } as const;
    const book = buildPriceBook([
      row({ meter: 'in.cache_write.5m', rate: '3.75' }),
      row({ meter: 'in.cache_write.5m', rate: '7.5', ...over }),
      row({ meter: 'in.cache_write.1h', rate: '6' }),
      row({ meter: 'in.cache_write.1h', rate: '12', ...over }),
    ]);
    expect(book.calculate(query({ 'in.cache_write.5m': 200_000 })).totalUsd).toBe('0.75');
    expect(
      book.calculate(query({ 'in.cache_write.5m': 100_001, 'in.cache_write.1h': 100_000 })).totalUsd,
    ).toBe('1.9500075');
  });

  it('1 h cache writes are never priced as 5 m ones, not even where only those have a price', () => {
    const both = buildPriceBook(rows('m', { 'in.cache_write.5m': '6.25', 'in.cache_write.1h': '10' }));
    expect(both.calculate(query({ 'in.cache_write.1h': 344_139 })).totalUsd).toBe('3.44139');
    const one = buildPriceBook(
      rows('m', { 'in.text': '5', 'in.cache_write.5m': '6.25', 'in.cache_write.other': '6.25' }),
    );
    expect(one.calculate(query({ 'in.cache_write.1h': 344_139 }))).toMatchObject({
      state: 'unpriced',
      totalUsd: null,
    });
  });

  it('a service tier with prices of its own is billed at them', () => {
    const book = buildPriceBook([
      ...rows('m', { 'in.text': '2', 'in.cache_read': '0.2', 'out.text': '8' }),
      row({ meter: 'in.text', rate: '1', when: { tier: 'flex' } }),
      row({ meter: 'in.cache_read', rate: '0.1', when: { tier: 'flex' } }),
      row({ meter: 'out.text', rate: '4', when: { tier: 'flex' } }),
    ]);
    const meters: MeterQuantities = {
      'in.text': MILLION,
      'in.cache_read': MILLION,
      'out.reasoning': MILLION,
    };
    expect(book.calculate(query(meters)).totalUsd).toBe('10.2');
    expect(book.calculate(query(meters, { serviceTier: 'flex' })).totalUsd).toBe('5.1');
  });

  it('reasoning is billed once, as output, and not lost', () => {
    const book = buildPriceBook(rows('m', { 'out.text': '10' }));
    const cost = book.calculate(query({ 'out.text': 300, 'out.reasoning': 700 }));
    expect(cost.totalUsd).toBe('0.01');
    expect(cost.lines[1]).toMatchObject({ meter: 'out.reasoning', pricedAs: 'out.text', quantity: 700 });
  });

  it('an unknown meter has no price, not the price 0', () => {
    const book = buildPriceBook(rows('m', { 'in.text': '1' }));
    const meters: MeterQuantities = { 'in.text': 1, ...JSON.parse('{"in.smell": 4}') };
    expect(book.calculate(query(meters))).toMatchObject({
      state: 'unpriced',
      totalUsd: null,
      unpricedMeters: ['in.smell'],
    });
  });

  it('a request that another model served is not billed as the one asked for', () => {
    const book = buildPriceBook([...rows('dear', { 'in.text': '10' }), ...rows('cheap', { 'in.text': '1' })]);
    const served = query({ 'in.text': MILLION }, { model: 'cheap', askedModel: 'dear' });
    expect(book.calculate(served).totalUsd).toBe('1');
    expect(book.calculate({ ...served, model: 'unheard-of' }).state).toBe('unpriced');
  });

  it('a million sums of a tenth of a cent do not drift', () => {
    const book = buildPriceBook(rows('m', { 'in.text': '0.1' }));
    const each = book.calculate(query({ 'in.text': 10_003 })).totalUsd ?? '';
    let drifting = 0;
    for (let count = 0; count < 100_000; count += 1) drifting += Number(each);
    expect(drifting).not.toBe(100.03);
    expect(sumUsd(Array.from({ length: 100_000 }, () => each))).toBe('100.03');
  });

  it('a later price leaves the past as it was', () => {
    const change = AT + 1;
    const before = [row({ meter: 'in.text', rate: '2', id: 'before' })];
    const after = [
      row({ meter: 'in.text', rate: '2', id: 'before', effectiveTo: new Date(change).toISOString() }),
      row({ meter: 'in.text', rate: '4', id: 'after', effectiveFrom: new Date(change).toISOString() }),
    ];
    const usage = query({ 'in.text': MILLION });
    expect(buildPriceBook(after).calculate(usage)).toEqual(buildPriceBook(before).calculate(usage));
    expect(buildPriceBook(after).calculate({ ...usage, at: change }).totalUsd).toBe('4');
  });
});
