import { describe, expect, it, test } from 'vitest';
import { monthOf, monthSpan } from '@/lib/reports/month-span';
import { moversOf } from '@/lib/reports/movers';

describe('a month', () => {
  it('is that of its zone, also where the clocks change in it', () => {
    const span = monthSpan('2026-03', 'Europe/Berlin');
    expect([span?.from.toISOString(), span?.to.toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
  });

  it('ends with the year', () => {
    expect(monthSpan('2026-12', 'UTC')?.to.toISOString()).toBe('2027-01-01T00:00:00.000Z');
    expect(monthOf(new Date('2027-01-01T00:00:00Z'), 'UTC', 1)).toBe('2026-12');
    expect(monthOf(new Date('2027-01-01T00:00:00Z'), 'America/New_York')).toBe('2026-12');
  });

  test.each(['2026', '2026-13', '2026-00', 'now', ''])('%s is none', (month) => {
    expect(monthSpan(month, 'UTC')).toBeUndefined();
  });
});

it('names those first whose spend changed most, whichever way, and leaves out who stayed', () => {
  const movers = moversOf(
    new Map([
      ['gone', '5'],
      ['same', '7'],
      ['up', '1'],
    ]),
    new Map([
      ['same', '7'],
      ['up', '3'],
      ['new', '0.5'],
    ]),
    2,
  );
  expect(movers).toEqual([
    { key: 'gone', beforeUsd: '5', nowUsd: '0', changeUsd: '-5' },
    { key: 'up', beforeUsd: '1', nowUsd: '3', changeUsd: '2' },
  ]);
});
