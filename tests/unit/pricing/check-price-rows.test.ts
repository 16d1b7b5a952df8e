import { describe, expect, it } from 'vitest';
import { checkPriceRows } from '@/lib/pricing/check-price-rows';
import type { PriceRow } from '@/lib/pricing/price-row';
import { row } from './price-rows';

const text = (id: string, rest: Partial<PriceRow> = {}) => row({ meter: 'in.text', rate: '1', id, ...rest });
const paths = (...list: PriceRow[]) => checkPriceRows(list).map((problem) => problem.path);
const until = (effectiveTo: string) => ({ effectiveTo });
const since = (effectiveFrom: string) => ({ effectiveFrom });

describe('checkPriceRows', () => {
  it('finds nothing in rows that follow each other to the millisecond', () => {
    expect(paths(text('a', until('2026-01-01T00:00:00Z')), text('b', since('2026-01-01T00:00:00Z')))).toEqual(
      [],
    );
    expect(checkPriceRows([])).toEqual([]);
  });

  it('names both rows of an overlap of one millisecond', () => {
    const [problem] = checkPriceRows([
      text('late', since('2025-12-31T23:59:59.999Z')),
      text('early', until('2026-01-01T00:00:00Z')),
    ]);
    expect(problem?.path).toBe('prices[0].effectiveFrom');
    expect(problem?.message).toContain('"late"');
    expect(problem?.message).toContain('"early"');
    expect(problem?.message).toContain('prices[1]');
  });

  it('finds an overlap behind a short row in between', () => {
    const long = text('long', until('2027-01-01T00:00:00Z'));
    const short = text('short', { ...since('2021-01-01T00:00:00Z'), ...until('2021-02-01T00:00:00Z') });
    const third = text('third', since('2026-01-01T00:00:00Z'));
    expect(paths(long, short, third)).toEqual(['prices[1].effectiveFrom', 'prices[2].effectiveFrom']);
  });

  it('lets rows overlap that differ in provider, model, meter, priority or conditions', () => {
    const others: Partial<PriceRow>[] = [
      { provider: 'other' },
      { model: 'm*' },
      { meter: 'out.text' },
      { priority: 1 },
      { when: { tier: 'flex' } },
      { when: { tier: 'flex', region: 'eu' } },
      { when: { context: { op: 'gt', value: 1, basis: 'input' } } },
      { when: { context: { op: 'gte', value: 1, basis: 'input' } } },
    ];
    expect(paths(text('a'), ...others.map((rest, index) => text(`b${index}`, rest)))).toEqual([]);
  });

  it('sees equal conditions through the order they are written in', () => {
    const one = {
      tier: 'flex',
      schedule: { timeZone: 'UTC', weekdays: [1, 2], windows: [{ from: '01:00', to: '02:00' }] },
    };
    const same = {
      schedule: { windows: [{ to: '02:00', from: '01:00' }], weekdays: [2, 1], timeZone: 'UTC' },
      tier: 'flex',
      region: undefined,
    };
    expect(paths(text('a', { when: one }), text('b', { when: same }))).toEqual(['prices[1].effectiveFrom']);
  });

  it('names the field of each other fault', () => {
    expect(paths(text('a'), text('a', { meter: 'out.text' }))).toEqual(['prices[1].id']);
    expect(paths(text('a', until('2020-01-01T00:00:00Z')))).toEqual(['prices[0].effectiveTo']);
    expect(paths(text('a', until('2019-01-01T00:00:00Z')))).toEqual(['prices[0].effectiveTo']);
    expect(paths(text('a', since('soon')))).toEqual(['prices[0].effectiveFrom']);
    expect(paths(text('a', { model: 'gpt*4' }))).toEqual(['prices[0].model']);
    expect(paths(text('a', { model: '**' }))).toEqual(['prices[0].model']);
    const schedule = { timeZone: 'Mars/Olympus', weekdays: [], windows: [{ from: '25:00', to: '09:61' }] };
    expect(paths(text('a', { when: { schedule } }))).toEqual([
      'prices[0].when.schedule.timeZone',
      'prices[0].when.schedule.weekdays',
      'prices[0].when.schedule.windows[0].from',
      'prices[0].when.schedule.windows[0].to',
    ]);
  });
});
