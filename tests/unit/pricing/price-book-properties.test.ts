import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseUsd, sumUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { PriceRow } from '@/lib/pricing/price-row';
import { METERS, type Meter } from '@/lib/pricing/usage';
import { query, row } from './price-rows';

interface Sample {
  meter: Meter;
  quantity: number;
  rate: string;
  per: PriceRow['per'];
  multiplier: { numerator: number; denominator: number } | undefined;
}

const rate = fc
  .tuple(fc.nat(99_999), fc.option(fc.stringMatching(/^\d{1,18}$/)))
  .map(([whole, decimals]) => (decimals === null ? `${whole}` : `${whole}.${decimals}`));
const quantity = fc.oneof(fc.nat(500), fc.nat(300_000), fc.maxSafeNat());
const fraction = fc.record({
  numerator: fc.integer({ min: 1, max: 40 }),
  denominator: fc.integer({ min: 1, max: 40 }),
});

const sample = (meter: Meter): fc.Arbitrary<Sample> =>
  fc.record({
    meter: fc.constant(meter),
    quantity,
    rate,
    per: fc.constantFrom(1, 1_000, 1_000_000, 3_600),
    multiplier: fc.option(fraction, { nil: undefined }),
  });
const samples = fc
  .subarray([...METERS], { minLength: 1, maxLength: 8 })
  .chain((meters) => fc.tuple(...meters.map(sample)));

/**
 * The other way: the fraction `quantity × rate × multiplier / per` in whole numbers of its own making (digits moved by
 * the length of the fraction, no fixed unit), then long division, digit by digit, and rounding on the text.
 */
function longDivision({ quantity, rate, per, multiplier }: Sample): string {
  const [whole = '', decimals = ''] = rate.split('.');
  const { numerator, denominator } = multiplier ?? { numerator: 1, denominator: 1 };
  const divisor = BigInt(per) * BigInt(denominator) * BigInt(`1${'0'.repeat(decimals.length)}`);
  let rest = BigInt(quantity) * BigInt(numerator) * BigInt(whole + decimals);
  let digits = `${rest / divisor}`;
  rest %= divisor;
  for (let place = 0; place < 12; place += 1) {
    rest *= 10n;
    digits += `${rest / divisor}`;
    rest %= divisor;
  }
  const isOdd = '13579'.includes(digits.at(-1) ?? '');
  const up = rest + rest > divisor || (rest + rest === divisor && isOdd);
  const rounded = up ? `${BigInt(digits) + 1n}` : digits;
  const padded = rounded.padStart(13, '0');
  return `${padded.slice(0, -12)}.${padded.slice(-12)}`.replace(/^0+(?=\d)/, '').replace(/\.?0+$/, '');
}

it('equals an independent exact computation on 10,000 usage records, and the lines add up to the total', () => {
  fc.assert(
    fc.property(samples, (list) => {
      const book = buildPriceBook(
        list.map(({ meter, rate: price, per, multiplier }) => row({ meter, rate: price, per, multiplier })),
      );
      const meters = Object.fromEntries(list.map((one) => [one.meter, one.quantity]));
      const cost = book.calculate(query({ request: 0, ...meters }));
      const billed = list.filter((one) => one.quantity > 0);
      expect(cost.state).toBe('priced');
      expect(cost.lines.map((line) => [line.meter, line.amountUsd])).toEqual(
        expect.arrayContaining(billed.map((one) => [one.meter, longDivision(one)])),
      );
      expect(cost.lines).toHaveLength(billed.length);
      expect(cost.totalUsd).toBe(sumUsd(cost.lines.map((line) => line.amountUsd)));
    }),
    { numRuns: 10_000 },
  );
}, 60_000);

it('gives the same cost whatever the order of rows and meters', () => {
  fc.assert(
    fc.property(samples, fc.infiniteStream(fc.nat()), (list, order) => {
      const all = list.map(({ meter, rate: price, per }, index) =>
        row({ meter, rate: price, per, id: `r${index}` }),
      );
      const shuffled = all
        .map((one) => ({ one, key: Number(order.next().value) }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const meters = list.map((one) => [one.meter, one.quantity] as const);
      const straight = buildPriceBook(all).calculate(query(Object.fromEntries(meters)));
      const turned = buildPriceBook(shuffled).calculate(query(Object.fromEntries(meters.toReversed())));
      expect(turned.totalUsd).toBe(straight.totalUsd);
      expect(turned.lines).toHaveLength(straight.lines.length);
      expect(turned.lines).toEqual(expect.arrayContaining(straight.lines));
    }),
    { numRuns: 500 },
  );
});

it('never throws, whatever the usage, and never sums what it does not know', () => {
  const book = buildPriceBook(METERS.map((meter) => row({ meter, rate: '1' })));
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...METERS, 'in.unheard_of'), fc.anything()), (meters) => {
      const cost = book.calculate(query(meters));
      const sound = Object.entries(meters).every(
        ([meter, value]) => meter !== 'in.unheard_of' && Number.isSafeInteger(value) && Number(value) >= 0,
      );
      const stated = Object.values(meters).some((value) => value !== undefined);
      if (!stated) expect(cost.state).toBe('unknown');
      else if (sound) expect(cost.state).toBe('priced');
      expect(cost.totalUsd === null).toBe(cost.state !== 'priced');
    }),
    { numRuns: 2_000 },
  );
});

it('gives the same total without the lines, and none where there is none', () => {
  const priced = METERS.filter((meter) => !meter.startsWith('in.cache_') && meter !== 'image');
  const book = buildPriceBook([
    ...priced.map((meter, at) => row({ meter, rate: `0.${at + 1}` })),
    row({ meter: 'in.text', rate: '7.7', when: { context: { op: 'gt', value: 1_000, basis: 'total' } } }),
  ]);
  const quantity = fc.oneof(
    { weight: 9, arbitrary: fc.nat(2_000) },
    { weight: 1, arbitrary: fc.constantFrom(-1, 0.5) },
  );
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...METERS), quantity, { maxKeys: 4 }), (meters) => {
      const { totalUsd } = book.calculate(query(meters));
      expect(book.total(query(meters))).toBe(totalUsd === null ? undefined : parseUsd(totalUsd));
    }),
    { numRuns: 2_000 },
  );
});
