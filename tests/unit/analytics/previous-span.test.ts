import { expect, test } from 'vitest';
import { beginsIn } from '@/lib/analytics/data-begins';
import { daysAndRest, previousSpan } from '@/lib/analytics/previous-span';

const at = (text: string) => new Date(text);
const iso = (span: { from: Date; to: Date }) => [span.from.toISOString(), span.to.toISOString()];
const before = (from: string, to: string, zone = 'UTC') =>
  iso(previousSpan({ from: at(from), to: at(to), zone }));

test('days that are over are compared with as many days before', () => {
  expect(before('2026-11-08T00:00Z', '2026-11-15T00:00Z')).toEqual([
    '2026-11-01T00:00:00.000Z',
    '2026-11-08T00:00:00.000Z',
  ]);
});

test('a day that is not over is compared with its like up to the same hour', () => {
  expect(before('2026-11-16T00:00Z', '2026-11-22T14:15Z')).toEqual([
    '2026-11-09T00:00:00.000Z',
    '2026-11-15T14:15:00.000Z',
  ]);
  expect(before('2026-11-22T00:00Z', '2026-11-22T00:15Z')).toEqual([
    '2026-11-21T00:00:00.000Z',
    '2026-11-21T00:15:00.000Z',
  ]);
});

test('hours are those of clocks on the wall, also where these were changed between', () => {
  // New York: from UTC-4 to UTC-5 on 1 November.
  expect(before('2026-11-01T04:00Z', '2026-11-01T17:00Z', 'America/New_York')).toEqual([
    '2026-10-31T04:00:00.000Z',
    '2026-10-31T16:00:00.000Z',
  ]);
});

test('what begins within a day is compared with what is as long and ends where it begins', () => {
  expect(before('2026-11-21T14:15Z', '2026-11-22T14:15Z')).toEqual([
    '2026-11-20T14:15:00.000Z',
    '2026-11-21T14:15:00.000Z',
  ]);
});

test('days and the rest of one are told apart at midnight; what is not so made stays one', () => {
  const parts = (from: string, to: string) =>
    daysAndRest({ from: at(from), to: at(to), zone: 'UTC' }).map(iso);
  expect(parts('2026-11-01T00:00Z', '2026-11-03T10:00Z')).toEqual([
    ['2026-11-01T00:00:00.000Z', '2026-11-03T00:00:00.000Z'],
    ['2026-11-03T00:00:00.000Z', '2026-11-03T10:00:00.000Z'],
  ]);
  for (const [from, to] of [
    ['2026-11-01T00:00Z', '2026-11-03T00:00Z'],
    ['2026-11-01T00:00Z', '2026-11-01T10:00Z'],
    ['2026-11-01T01:00Z', '2026-11-03T10:00Z'],
  ] as const)
    expect(parts(from, to)).toEqual([[at(from).toISOString(), at(to).toISOString()]]);
});

test('data begins in a span from its second day to its last quarter hour, not before and not after', () => {
  const span = { from: at('2026-11-01T00:00Z'), to: at('2026-11-08T14:15Z') };
  expect(beginsIn(at('2026-10-01T00:00Z'), span, 'UTC')).toBeUndefined();
  expect(beginsIn(at('2026-11-01T23:45Z'), span, 'UTC')).toBeUndefined();
  expect(beginsIn(at('2026-11-02T00:00Z'), span, 'UTC')).toBe('2026-11-02');
  expect(beginsIn(at('2026-11-08T14:00Z'), span, 'UTC')).toBe('2026-11-08');
  expect(beginsIn(at('2026-11-08T14:15Z'), span, 'UTC')).toBeUndefined();
});
