import { describe, expect, it } from 'vitest';
import { MoneyError } from '@/lib/pricing/money-error';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow } from '@/lib/pricing/price-row';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { query, row, rows } from './price-rows';

const MILLION = 1_000_000;
const idUsed = (list: PriceRow[], overrides: Parameters<typeof query>[1] = {}, tokens = MILLION) =>
  buildPriceBook(list).calculate(query({ 'in.text': tokens }, overrides)).lines[0]?.priceId;
const text = (id: string, rest: Partial<PriceRow> = {}) => row({ meter: 'in.text', rate: '1', id, ...rest });

describe('states', () => {
  const book = buildPriceBook(rows('m', { 'in.text': '2.50', 'out.text': '10', 'in.audio': '0' }));

  it('keeps line items that can be checked by hand', () => {
    const cost = book.calculate(query({ 'in.text': 1_000, 'out.text': 10 }));
    expect(cost).toEqual({
      state: 'priced',
      totalUsd: '0.0026',
      lines: [
        {
          meter: 'in.text',
          quantity: 1_000,
          priceId: 'acme/m/in.text/2.50',
          rate: '2.50',
          per: MILLION,
          amountUsd: '0.0025',
        },
        {
          meter: 'out.text',
          quantity: 10,
          priceId: 'acme/m/out.text/10',
          rate: '10',
          per: MILLION,
          amountUsd: '0.0001',
        },
      ],
      unpricedMeters: [],
    });
  });

  it('has no total when one meter has no price, and keeps the other lines', () => {
    const cost = book.calculate(query({ 'in.text': 1_000, page: 3 }));
    expect(cost).toMatchObject({ state: 'unpriced', totalUsd: null, unpricedMeters: ['page'] });
    expect(cost.lines.map((line) => line.amountUsd)).toEqual(['0.0025']);
  });

  it('takes a rate of 0 for a price', () => {
    expect(book.calculate(query({ 'in.audio': 7 }))).toMatchObject({ state: 'priced', totalUsd: '0' });
  });

  it('leaves an unknown model or provider unpriced', () => {
    const missing = { state: 'unpriced', totalUsd: null, unpricedMeters: ['in.text'] };
    expect(book.calculate(query({ 'in.text': 1 }, { model: 'other' }))).toMatchObject(missing);
    expect(book.calculate(query({ 'in.text': 1 }, { provider: 'other' }))).toMatchObject(missing);
    expect(buildPriceBook([]).calculate(query({ 'in.text': 1 }))).toMatchObject(missing);
  });

  it('says unknown, never 0, of usage without any meter', () => {
    const usage = { meters: {}, provenance: 'none' as const };
    const cost = book.calculate({ provider: 'acme', model: 'm', at: 0, usage });
    expect(cost).toEqual({ state: 'unknown', totalUsd: null, lines: [], unpricedMeters: [] });
    expect(book.calculate(query({ 'in.text': undefined }))).toMatchObject({
      state: 'unknown',
      totalUsd: null,
    });
  });

  it('makes no line of a quantity of 0, priced or not', () => {
    const cost = book.calculate(query({ 'in.text': 0, page: 0 }));
    expect(cost).toEqual({ state: 'priced', totalUsd: '0', lines: [], unpricedMeters: [] });
  });

  it('quarantines a quantity that is none: the meter named, nothing billed', () => {
    for (const quantity of [
      -1,
      -0.5,
      0.5,
      Number.NaN,
      Infinity,
      Number.MAX_SAFE_INTEGER + 1,
      '12',
      null,
      [5],
      3n,
    ]) {
      const meters = { 'in.text': 1_000, 'out.text': quantity } as MeterQuantities;
      const quarantined = { state: 'quarantined', totalUsd: null, unpricedMeters: ['out.text'] };
      expect(book.calculate(query(meters))).toMatchObject(quarantined);
    }
  });

  it('prices the largest safe quantity exactly', () => {
    const cost = book.calculate(query({ 'in.text': Number.MAX_SAFE_INTEGER }));
    expect(cost.totalUsd).toBe('22517998136.8524775');
  });

  it('refuses to be built on a rate that is no decimal or a zone that does not exist', () => {
    expect(() => buildPriceBook([text('a', { rate: '1e3' })])).toThrow(MoneyError);
    const schedule = { timeZone: 'Mars/Olympus', windows: [] };
    expect(() => buildPriceBook([text('a', { when: { schedule } })])).toThrow(RangeError);
  });
});

describe('which row counts', () => {
  it('is the exact model before the longest prefix before a shorter one', () => {
    const list = [
      text('short', { model: 'gpt*' }),
      text('exact', { model: 'gpt-4o' }),
      text('long', { model: 'gpt-4*' }),
    ];
    expect(idUsed(list, { model: 'gpt-4o' })).toBe('exact');
    expect(idUsed(list, { model: 'gpt-4o-mini' })).toBe('long');
    expect(idUsed(list, { model: 'gpt-5' })).toBe('short');
    expect(idUsed(list, { model: 'o3' })).toBeUndefined();
    expect(idUsed([text('all', { model: '*' })], { model: 'anything' })).toBe('all');
  });

  it('overrides meter by meter: a prefix still prices the meters that the exact rows leave out', () => {
    const list = [...rows('m', { 'in.text': '1' }), ...rows('m*', { 'in.text': '9', 'out.text': '2' })];
    const cost = buildPriceBook(list).calculate(query({ 'in.text': MILLION, 'out.text': MILLION }));
    expect(cost.lines.map((line) => line.amountUsd)).toEqual(['1', '2']);
  });

  it('is the higher priority, whatever it matches: an admin row above an imported one', () => {
    const tier = { when: { tier: 'flex' } };
    expect(
      idUsed([text('imported', tier), text('admin', { model: 'm*', priority: 100 })], {
        serviceTier: 'flex',
      }),
    ).toBe('admin');
  });

  it('is the one with more conditions, then the one recorded later, in whatever order they come', () => {
    const list = [
      text('one', { when: { tier: 'flex' } }),
      text('two', { when: { tier: 'flex', region: 'eu' } }),
      text('old'),
      text('new', { recordedAt: '2021-01-01T00:00:00Z' }),
    ];
    for (const ordered of [list, list.toReversed()]) {
      expect(idUsed(ordered, { serviceTier: 'flex', region: 'eu' })).toBe('two');
      expect(idUsed(ordered, { serviceTier: 'flex', region: 'us' })).toBe('one');
      expect(idUsed(ordered)).toBe('new');
    }
  });

  it('multiplies with an exact fraction and says so on the line', () => {
    const third = text('third', { rate: '1', per: 1, multiplier: { numerator: 1, denominator: 3 } });
    const [line] = buildPriceBook([third]).calculate(query({ 'in.text': 2 })).lines;
    expect(line).toMatchObject({
      rate: '1',
      multiplier: { numerator: 1, denominator: 3 },
      amountUsd: '0.666666666667',
    });
    const region = text('eu', { rate: '3', multiplier: { numerator: 11, denominator: 10 } });
    expect(buildPriceBook([region]).calculate(query({ 'in.text': MILLION })).totalUsd).toBe('3.3');
  });

  it('tells a dated snapshot of the model that was asked for from another model', () => {
    const book = buildPriceBook(rows('gpt-4o', { 'in.text': '2.5' }));
    const served = (model: string) =>
      book.calculate(query({ 'in.text': 1 }, { model, askedModel: 'gpt-4o' })).state;
    expect(served('gpt-4o-2024-08-06')).toBe('priced');
    expect(served('gpt-4o-mini')).toBe('unpriced');
    expect(served('gpt-4o-mini-2024-07-18')).toBe('unpriced');
  });
});
