import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addUsd, compareUsd, sumUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { CAUSES, splitSavings, type TrafficCell } from '@/lib/pricing/split-savings';
import { tokenizerFamily } from '@/lib/pricing/tokenizer-family';
import { row, rows } from './price-rows';

const CHANGE = '2026-06-01T00:00:00Z';
const book = buildPriceBook([
  ...rows('claude-opus-4', { 'in.text': '15', 'in.cache_read': '1.5', 'in.cache_write.5m': '18.75' }),
  row({ model: 'claude-opus-4', meter: 'out.text', rate: '75', effectiveTo: CHANGE }),
  row({ model: 'claude-opus-4', meter: 'out.text', rate: '40', effectiveFrom: CHANGE }),
  ...rows('gpt-nano', { 'in.text': '1', 'in.cache_read': '0.1', 'out.text': '2' }),
]);
const OPUS = { provider: 'acme', model: 'claude-opus-4' };
const NANO = { provider: 'acme', model: 'gpt-nano' };
const MAY = Date.UTC(2026, 4, 1);
const JUNE = Date.UTC(2026, 5, 1);

const cell = (over: Partial<TrafficCell>): TrafficCell => ({
  at: MAY,
  provider: 'acme',
  model: 'gpt-nano',
  cause: 'rule',
  actualUsd: '0',
  meters: {},
  ...over,
});

function priced(cells: readonly TrafficCell[], baseline = OPUS) {
  const result = splitSavings(book, baseline, cells);
  if (result.state !== 'priced') throw new Error('no price');
  return result;
}

describe('what the difference to one model came about by', () => {
  test('a rule that sent tokens to a cheaper model saved the difference, and all other causes are 0', () => {
    const { byCause, differenceUsd } = priced([cell({ actualUsd: '1', meters: { 'in.text': 1_000_000 } })]);
    expect(differenceUsd).toBe('14');
    expect(byCause).toEqual({ ...Object.fromEntries(CAUSES.map((cause) => [cause, '0'])), rule: '14' });
  });

  test('a failed and a discarded attempt cost what they cost, and the baseline nothing', () => {
    const meters = { 'in.text': 500 };
    const { byCause, baselineUsd } = priced([
      cell({ cause: 'failed', actualUsd: '0.25', meters }),
      cell({ cause: 'discarded', actualUsd: '0.5', meters }),
    ]);
    expect([baselineUsd, byCause.failed, byCause.discarded]).toEqual(['0', '-0.25', '-0.5']);
  });

  test('cached tokens saved the difference to plain input at the served model, less what writing them cost', () => {
    const read = priced([
      cell({ model: 'claude-opus-4', actualUsd: '1.5', meters: { 'in.cache_read': 1_000_000 } }),
    ]);
    expect(read.byCause).toMatchObject({ provider_cache: '13.5', rule: '0' });
    expect([read.baselineUsd, read.withCacheUsd]).toEqual(['15', '1.5']);
    const write = priced([
      cell({ model: 'claude-opus-4', actualUsd: '18.75', meters: { 'in.cache_write.5m': 1_000_000 } }),
    ]);
    expect(write.byCause).toMatchObject({ provider_cache: '-3.75', rule: '0' });
  });

  test('a baseline that is cheaper than what was spent shows a loss', () => {
    const dear = cell({ model: 'claude-opus-4', actualUsd: '15', meters: { 'in.text': 1_000_000 } });
    const { differenceUsd, percent } = priced([dear], NANO);
    expect([differenceUsd, percent]).toEqual(['-14', '-1400.00']);
  });

  test('prices are those of the bucket: a price that changed on 1 June counts from then on', () => {
    const meters = { 'out.text': 1_000_000 };
    expect(priced([cell({ meters, at: JUNE - 1 }), cell({ meters, at: JUNE })]).baselineUsd).toBe('115');
  });

  test('what the baseline has no price for is named', () => {
    const result = splitSavings(book, NANO, [cell({ meters: { 'out.audio': 3 } })]);
    expect(result).toEqual({ state: 'unpriced', unpricedMeters: ['out.audio'] });
  });

  test('the range allows for the tokenizer of another vendor, and for none of the same', () => {
    const meters = { 'in.text': 1_300_000 };
    expect(priced([cell({ meters })]).range).toEqual({ lowUsd: '15', highUsd: '25.35' });
    expect(priced([cell({ meters, model: 'claude-haiku' })]).range).toEqual({
      lowUsd: '19.5',
      highUsd: '19.5',
    });
  });
});

test('causes add up to the difference to the last digit, whatever the traffic', () => {
  const cells = fc.array(
    fc.record({
      at: fc.constantFrom(MAY, JUNE),
      model: fc.constantFrom('gpt-nano', 'claude-opus-4', 'unpriced'),
      cause: fc.constantFrom(
        'rule',
        'direct',
        'failover',
        'downgrade',
        'failed',
        'discarded',
        'gateway_cache',
      ),
      actualUsd: fc
        .bigInt({ min: -(10n ** 9n), max: 10n ** 15n })
        .map((n) => sumUsd([`${n}`, '0.000000000001'])),
      meters: fc.record({
        'in.text': fc.nat(),
        'in.cache_read': fc.nat(),
        'in.cache_write.5m': fc.nat(),
        'out.text': fc.nat(),
      }),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(cells, (traffic) => {
      const { byCause, differenceUsd, actualUsd, baselineUsd, range } = priced(
        traffic.map((one) => cell(one as Partial<TrafficCell>)),
      );
      expect(sumUsd(Object.values(byCause))).toBe(differenceUsd);
      expect(addUsd(actualUsd, differenceUsd)).toBe(baselineUsd);
      expect(compareUsd(range.lowUsd, baselineUsd)).toBeLessThanOrEqual(0);
      expect(compareUsd(baselineUsd, range.highUsd)).toBeLessThanOrEqual(0);
    }),
  );
});

test.each([
  ['claude-opus-4', 'anthropic'],
  ['us.anthropic.claude-sonnet-4', 'anthropic'],
  ['gpt-4.1', 'openai'],
  ['openai/o4-mini', 'openai'],
  ['gemini-2.5-flash', 'google'],
  ['deepseek-v3.2', 'deepseek'],
  ['my-own-7b', 'my-own-7b'],
])('%s counts tokens as %s does', (model, family) => expect(tokenizerFamily(model)).toBe(family));
