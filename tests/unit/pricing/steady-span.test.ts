import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { query, row } from './price-rows';

const model = { provider: 'acme', model: 'm' };
const [june, july] = ['2026-06-01T00:00:00Z', '2026-07-01T00:00:30Z'];
const [from, to] = [Date.parse(june), Date.parse(july)];
const ending = row({ meter: 'in.text', rate: '1', effectiveFrom: june, effectiveTo: july });

describe('steadyAt', () => {
  const book = buildPriceBook([ending]);

  it('ends where a row begins or ends, to the millisecond', () => {
    expect(book.steadyAt(model, from - 1)).toEqual({ from: -Infinity, to: from });
    expect(book.steadyAt(model, from)).toEqual({ from, to });
    expect(book.steadyAt(model, to - 1)).toEqual({ from, to });
    expect(book.steadyAt(model, to)).toEqual({ from: to, to: Infinity });
  });

  it('is always for a model without prices', () => {
    expect(book.steadyAt({ provider: 'acme', model: 'other' }, from)).toEqual({
      from: -Infinity,
      to: Infinity,
    });
  });

  it('is a minute, and less where a row ends within it, for prices that follow the clock', () => {
    const schedule = { timeZone: 'Asia/Kolkata', windows: [{ from: '06:00', to: '07:01' }] };
    const scheduled = buildPriceBook([ending, row({ meter: 'in.text', rate: '2', when: { schedule } })]);
    expect(scheduled.steadyAt(model, from + 90_000)).toEqual({ from: from + 60_000, to: from + 120_000 });
    expect(scheduled.steadyAt(model, to - 1)).toEqual({ from: to - 30_000, to });
    expect(scheduled.steadyAt(model, to)).toEqual({ from: to, to: to + 30_000 });
  });

  it('spans only instants at which everything costs the same', () => {
    const day = (at: number) => new Date(Date.UTC(2026, 0, 1 + at)).toISOString();
    const dated = fc.tuple(fc.nat(9), fc.integer({ min: 1, max: 4 }), fc.nat(2));
    const at = fc.nat(15 * 24).map((hour) => Date.UTC(2026, 0, 1, hour));
    fc.assert(
      fc.property(fc.array(dated, { maxLength: 6 }), at, at, (dates, one, other) => {
        const prices = buildPriceBook(
          dates.map(([begin, days, priority], id) =>
            row({
              id: `${id}`,
              meter: 'in.text',
              rate: `${id + 1}`,
              priority,
              effectiveFrom: day(begin),
              effectiveTo: day(begin + days),
            }),
          ),
        );
        const span = prices.steadyAt(model, one);
        expect(one >= span.from && one < span.to).toBe(true);
        if (other < span.from || other >= span.to) return;
        const costAt = (instant: number) => prices.calculate(query({ 'in.text': 7 }, { at: instant }));
        expect(costAt(other)).toEqual(costAt(one));
      }),
      { numRuns: 1_000 },
    );
  });
});
