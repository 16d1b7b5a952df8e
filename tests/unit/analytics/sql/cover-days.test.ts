import { TZDate } from '@date-fns/tz';
import { addDays } from 'date-fns';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverDays } from '@/lib/analytics/sql/cover-days';

/** Midnights of a zone: with and without summer time, at its own quarter of an hour, with a midnight that is left out. */
const zones = fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/Santiago');
const midnight = (zone: string, day: number) =>
  new Date(addDays(new TZDate(2026, 0, 1, zone), day).getTime());
const spans = fc.record({ zone: zones, first: fc.nat(700), days: fc.integer({ min: 1, max: 400 }) });

test('stretches lie side by side from one end of the span to the other', () => {
  fc.assert(
    fc.property(spans, ({ zone, first, days }) => {
      const span = { from: midnight(zone, first), to: midnight(zone, first + days) };
      const stretches = coverDays(span, zone, span.to);
      expect(stretches[0]?.from).toEqual(span.from);
      expect(stretches.at(-1)?.to).toEqual(span.to);
      for (const [index, { from }] of stretches.entries())
        if (index > 0) expect(stretches[index - 1]?.to).toEqual(from);
      expect(stretches.length).toBeLessThanOrEqual(5);
    }),
  );
});

test('no span has more than seven days and three blocks of eight at either end', () => {
  fc.assert(
    fc.property(spans, ({ zone, first, days }) => {
      const read = { 1: 0, 8: 0, 32: 0 };
      const to = midnight(zone, first + days);
      for (const { stride, from, to: end } of coverDays({ from: midnight(zone, first), to }, zone, to))
        read[stride] += Math.round((end.getTime() - from.getTime()) / 86_400_000 / stride);
      expect(read[1] + 8 * read[8] + 32 * read[32]).toBe(days);
      expect(read[1]).toBeLessThanOrEqual(14);
      expect(read[8]).toBeLessThanOrEqual(6);
    }),
  );
});

test('a span that ends within a day has that day whole, and blocks only as far as there are any', () => {
  const span = { from: new Date('2000-01-01'), to: new Date('2000-01-20T10:15:00Z') };
  expect(coverDays(span, 'UTC', new Date('2000-01-17'))).toEqual([
    { stride: 8, from: new Date('2000-01-01'), to: new Date('2000-01-17') },
    { stride: 1, from: new Date('2000-01-17'), to: new Date('2000-01-21') },
  ]);
  expect(coverDays(span, 'UTC', undefined)).toMatchObject([{ stride: 1 }]);
});
