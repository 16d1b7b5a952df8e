import { describe, expect, it, test } from 'vitest';
import { monthBefore, monthOf, monthSpan } from '@/lib/reports/month-span';
import { moversOf } from '@/lib/reports/movers';

const NOW = new Date('2026-11-22T12:00:00Z');

describe('a month', () => {
  it('is that of its zone, also where the clocks change in it', () => {
    const span = monthSpan('2026-03', 'Europe/Berlin', NOW);
    expect([span?.from.toISOString(), span?.to.toISOString()]).toEqual([
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T22:00:00.000Z',
    ]);
  });

  it('ends with the year', () => {
    expect(monthSpan('2025-12', 'UTC', NOW)?.to.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(monthOf(new Date('2027-01-01T00:00:00Z'), 'UTC', 1)).toBe('2026-12');
    expect(monthOf(new Date('2027-01-01T00:00:00Z'), 'America/New_York')).toBe('2026-12');
  });

  test.each(['2026', '2026-13', '2026-00', 'now', '', '0000-01', '0099-01', '1969-12'])(
    '%s is none',
    (month) => {
      expect(monthSpan(month, 'UTC', NOW)).toBeUndefined();
    },
  );

  it('is none before it begins, in its zone', () => {
    const [before, begun] = [new Date('2026-11-30T16:59:59Z'), new Date('2026-11-30T17:00:00Z')];
    expect(monthSpan('2026-12', 'Asia/Ho_Chi_Minh', before)).toBeUndefined();
    expect(monthSpan('2026-12', 'Asia/Ho_Chi_Minh', begun)?.month).toBe('2026-12');
    expect(monthSpan('9999-12', 'UTC', NOW)).toBeUndefined();
  });

  it('has one before it, which ends where it begins', () => {
    const march = monthSpan('2026-03', 'Europe/Berlin', NOW);
    const first = monthSpan('1970-01', 'UTC', NOW);
    if (march === undefined || first === undefined) throw new Error('no month');
    expect(monthBefore(march, 'Europe/Berlin')).toEqual({
      month: '2026-02',
      from: new Date('2026-01-31T23:00:00Z'),
      to: march.from,
    });
    expect(monthBefore(first, 'UTC').month).toBe('1969-12');
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
