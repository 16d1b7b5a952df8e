import { describe, expect, it } from 'vitest';
import { sumUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { baselineCost, percentOf, saving } from '@/lib/pricing/savings';
import type { MeterQuantities } from '@/lib/pricing/usage';
import { AT, query, row, rows } from './price-rows';

const inOut = (model: string, input: string, output: string) =>
  rows(model, { 'in.text': input, 'out.text': output });
const inOutTokens = (input: number, output: number): MeterQuantities => ({
  'in.text': input,
  'out.text': output,
});

describe('cache prices', () => {
  const book = buildPriceBook(
    rows('m', {
      'in.text': '3',
      'in.cache_read': '0.30',
      'in.cache_write.5m': '3.75',
      'in.cache_write.1h': '10',
      'out.text': '15',
    }),
  );
  const total = (meters: MeterQuantities) => book.calculate(query(meters)).totalUsd;

  it('3 input, 12,304 cache write and 550 output cost $0.054399', () => {
    expect(total({ 'in.text': 3, 'in.cache_write.5m': 12_304, 'out.text': 550 })).toBe('0.054399');
  });

  it('344,139 tokens of 1 h cache write cost $3.44139, not the 5 m price', () => {
    expect(total({ 'in.cache_write.1h': 344_139 })).toBe('3.44139');
  });

  it('100 input, 700 cache write and 200 cache read cost $0.002985', () => {
    expect(total({ 'in.text': 100, 'in.cache_write.5m': 700, 'in.cache_read': 200 })).toBe('0.002985');
  });
});

describe('the routing example', () => {
  const book = buildPriceBook([
    ...inOut('claude-opus-4', '15', '75'),
    ...inOut('deepseek-v3.2', '0.08', '0.24'),
    ...inOut('gpt-4-turbo', '10', '30'),
  ]);
  const requests = [
    { model: 'claude-opus-4', meters: inOutTokens(150_000, 500) },
    { model: 'deepseek-v3.2', meters: inOutTokens(500, 100) },
    { model: 'gpt-4-turbo', meters: inOutTokens(200, 150) },
    { model: 'claude-opus-4', meters: inOutTokens(2_000, 800) },
  ];

  it('costs $2.384064 routed and $2.40675 on one model: 0.94 % saved, not 70 %', () => {
    const routed = requests.map(
      ({ model, meters }) => book.calculate(query(meters, { model })).totalUsd ?? '',
    );
    const actual = sumUsd(routed);
    const sums = requests.map(({ meters }) => ({ at: AT, meters }));
    const baseline = baselineCost(book, { provider: 'acme', model: 'claude-opus-4' }, sums);
    expect(actual).toBe('2.384064');
    expect(baseline).toMatchObject({ state: 'priced', totalUsd: '2.40675' });
    expect(saving(actual, '2.40675')).toMatchObject({ differenceUsd: '0.022686', percent: '0.94' });
  });
});

describe('one million requests of 500 in and 500 out', () => {
  const book = buildPriceBook([
    ...inOut('gpt-4.1', '4', '4'),
    ...inOut('claude-sonnet-4.5', '7.5', '7.5'),
    ...inOut('gemini-2.5-flash', '1.25', '5'),
    ...inOut('deepseek-v3.2', '0.21', '0.21'),
  ]);
  const cost = (model: string, requests: number) =>
    book.calculate(query(inOutTokens(500 * requests, 500 * requests), { model })).totalUsd ?? '';

  it('cost $4,000 on one model, $5,750 on two halves, $2,702.75 on the mix: 32.43 % less', () => {
    expect(cost('gpt-4.1', 1_000_000)).toBe('4000');
    expect(sumUsd([cost('gpt-4.1', 500_000), cost('claude-sonnet-4.5', 500_000)])).toBe('5750');
    const mix = sumUsd([
      cost('gpt-4.1', 100_000),
      cost('claude-sonnet-4.5', 150_000),
      cost('gemini-2.5-flash', 350_000),
      cost('deepseek-v3.2', 400_000),
    ]);
    expect(mix).toBe('2702.75');
    expect(saving(mix, '4000').percent).toBe('32.43');
  });
});

it('the monthly mix costs $6,033.90', () => {
  const flat = (model: string, rate: string) => rows(model, { 'in.text': rate });
  const book = buildPriceBook([
    ...flat('a', '2.50'),
    ...flat('b', '15'),
    ...flat('c', '8'),
    ...flat('d', '0.42'),
  ]);
  const cost = (model: string, tokens: number) =>
    book.calculate(query({ 'in.text': tokens }, { model })).totalUsd ?? '';
  const parts = [
    cost('a', 1_950_000 * 200),
    cost('b', 600_000 * 400),
    cost('c', 300_000 * 600),
    cost('d', 150_000 * 300),
  ];
  expect(parts).toEqual(['975', '3600', '1440', '18.9']);
  expect(sumUsd(parts)).toBe('6033.9');
});

it('100 M tokens a month at $0.42 are $42, and $504 a year', () => {
  const book = buildPriceBook(rows('m', { 'in.text': '0.42' }));
  const month = book.calculate(query({ 'in.text': 100_000_000 })).totalUsd ?? '';
  expect(month).toBe('42');
  expect(sumUsd(Array.from({ length: 12 }, () => month))).toBe('504');
  expect(percentOf('42', '504')).toBe('8.33');
});

it('a year of one’s own GPU costs $181,500: not the $191,500 that is printed', () => {
  const book = buildPriceBook([
    row({ model: 'gpu', meter: 'second', rate: '2.50', per: 3_600 }),
    row({ model: 'infrastructure', meter: 'request', rate: '800', per: 1 }),
  ]);
  const cost = (model: string, meters: MeterQuantities) =>
    book.calculate(query(meters, { model })).totalUsd ?? '';
  const parts = [
    cost('gpu', { second: 8_760 * 3_600 }),
    cost('infrastructure', { request: 12 }),
    '150000', // one engineer
  ];
  expect(parts).toEqual(['21900', '9600', '150000']);
  expect(sumUsd(parts)).toBe('181500');
});
