import { describe, expect, test } from 'vitest';
import { rangeWords } from '@/app/(dashboard)/range-words';
import { resolveRange } from '@/lib/analytics/range';
import { createT } from '@/lib/i18n/t';

const now = new Date('2026-11-22T14:07:00Z');
const span = (query: Record<string, string>, zone = 'UTC') => {
  const { from, to, problem } = resolveRange(query, zone, now);
  return [from.toISOString(), to.toISOString(), problem === undefined];
};

describe('presets', () => {
  test('24 h goes back from the end of the running quarter hour', () => {
    expect(span({ range: '24h' })).toEqual(['2026-11-21T14:15:00.000Z', '2026-11-22T14:15:00.000Z', true]);
  });

  test('7 d and 30 d are whole days of the reporting zone, today included', () => {
    expect(span({ range: '7d' })).toEqual(['2026-11-16T00:00:00.000Z', '2026-11-22T14:15:00.000Z', true]);
    expect(span({ range: '30d' }, 'Asia/Ho_Chi_Minh')[0]).toBe('2026-10-23T17:00:00.000Z');
    expect(span({ range: '7d' }, 'Asia/Kathmandu')[0]).toBe('2026-11-15T18:15:00.000Z');
  });

  test('on an exact quarter hour the quarter that begins is included', () => {
    const at = resolveRange({ range: '24h' }, 'UTC', new Date('2026-11-22T14:15:00Z'));
    expect(at.to.toISOString()).toBe('2026-11-22T14:30:00.000Z');
  });

  test('nothing asked for is 30 days', () => {
    expect(resolveRange({}, 'UTC', now).preset).toBe('30d');
  });
});

describe('custom ranges', () => {
  test('both days are included, in the reporting zone', () => {
    expect(span({ from: '2026-11-01', to: '2026-11-02' }, 'America/New_York')).toEqual([
      '2026-11-01T04:00:00.000Z',
      '2026-11-03T05:00:00.000Z',
      true,
    ]);
  });

  test('a range that reaches into the future ends with the running quarter hour', () => {
    expect(span({ range: 'custom', from: '2026-11-22', to: '2026-11-30' })[1]).toBe(
      '2026-11-22T14:15:00.000Z',
    );
  });

  test.each([
    { range: 'custom' },
    { range: 'forever' },
    { from: '2026-02-30' },
    { from: '2026-11-20', to: 'x' },
    { from: '2026-11-20', to: '2026-11-19' },
    { from: '2020-01-01', to: '2026-01-01' },
    { from: '2027-01-01', to: '2027-01-02' },
    { from: '2026-11-20T10:00Z' },
    { from: '2026-11-20T10:00Z', to: '2026-11-20' },
    { from: '2026-11-20T10:00Z', to: '2026-11-20T10:00Z' },
    { from: '2026-11-20T10:00+01', to: '2026-11-20T11:00Z' },
    { from: '2026-11-40T10:00Z', to: '2026-11-41T11:00Z' },
    { from: '2026-11-22T14:15Z', to: '2026-11-22T15:00Z' },
    { from: '2020-01-01T00:00Z', to: '2026-01-01T00:00Z' },
  ])('what cannot be shown becomes the default and says so: %j', (query) => {
    const range = resolveRange(query, 'UTC', now);
    expect(range.preset).toBe('30d');
    expect(range.problem).toMatch(/Showing the last 30 days/);
  });
});

describe('a range by the minute', () => {
  test('is widened to whole quarter hours, and ends with the running one', () => {
    expect(span({ range: 'custom', from: '2026-11-20T10:07Z', to: '2026-11-20T11:31Z' })).toEqual([
      '2026-11-20T10:00:00.000Z',
      '2026-11-20T11:45:00.000Z',
      true,
    ]);
    expect(span({ from: '2026-11-22T14:14Z', to: '2026-11-23T00:00Z' })[1]).toBe('2026-11-22T14:15:00.000Z');
  });

  test('is told by its hours in the reporting zone, whole days by their days', () => {
    const words = (query: Record<string, string>, zone = 'UTC') =>
      rangeWords(createT('en'), resolveRange(query, zone, now));
    const part = { from: '2026-11-20T10:00Z', to: '2026-11-20T11:30Z' };
    expect(words(part)).toBe('2026-11-20 10:00 to 11:30');
    expect(words(part, 'Asia/Kathmandu')).toBe('2026-11-20 15:45 to 17:15');
    expect(words({ ...part, from: '2026-11-20T00:00Z' })).toBe('2026-11-20 00:00 to 11:30');
    expect(words({ ...part, to: '2026-11-21T01:00Z' })).toBe('2026-11-20 10:00 to 2026-11-21 01:00');
    expect(words({ from: '2026-11-20', to: '2026-11-21' })).toBe('2026-11-20 to 2026-11-21');
    expect(words({ range: '24h' })).toBe('2026-11-21 to 2026-11-22');
  });
});
