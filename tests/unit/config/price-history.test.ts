import { describe, expect, it } from 'vitest';
import { checkPriceHistory } from '@/lib/config/check/check-price-history';
import { restorePrices } from '@/lib/config/versions/restore-prices';
import { priceRowSchema, type PriceRow } from '@/lib/pricing/price-row';

const NOW = Date.parse('2026-11-22T00:00:00.000Z');
const PAST = '2026-11-21T23:59:59.999Z';
const EXACTLY_NOW = '2026-11-22T00:00:00.000Z';
const FUTURE = '2026-11-22T00:00:00.001Z';

const row = (part: Partial<PriceRow> = {}): PriceRow =>
  priceRowSchema.parse({
    id: 'p',
    provider: 'openai',
    model: 'm',
    meter: 'in.text',
    rate: '2',
    per: 1_000_000,
    effectiveFrom: '2026-01-01T00:00:00Z',
    recordedAt: '2026-01-01T00:00:00Z',
    source: 'test',
    ...part,
  });

const check = (before: PriceRow[], after: PriceRow[]) =>
  checkPriceHistory(
    before,
    after.map((value, index) => ({ index, value })),
    NOW,
  ).map(({ path }) => path);

describe('prices that requests were billed by', () => {
  it('may stay, and be joined by others', () => {
    expect(check([row()], [row(), row({ id: 'q', priority: 1 })])).toEqual([]);
  });

  it('may not be removed or changed in place, and the error says what to do', () => {
    expect(check([row()], [])).toEqual(['prices']);
    expect(check([row()], [row({ id: 'q' }), row({ rate: '2.0' })])).toEqual(['prices[1]']);
    expect(check([row({ effectiveTo: PAST })], [])).toEqual(['prices']);
    const [problem] = checkPriceHistory([row()], [], NOW);
    expect(problem?.message).toContain('end it (effectiveTo) or add a row that supersedes it');
  });

  it('are such from the very millisecond in which they take effect', () => {
    expect(check([row({ effectiveFrom: EXACTLY_NOW })], [])).toEqual(['prices']);
    expect(check([row({ effectiveFrom: FUTURE })], [])).toEqual([]);
    expect(check([row({ effectiveFrom: FUTURE })], [row({ rate: '9' })])).toEqual([]);
  });

  it('may end now or later, but not in what was billed already', () => {
    expect(check([row()], [row({ effectiveTo: EXACTLY_NOW })])).toEqual([]);
    expect(check([row()], [row({ effectiveTo: PAST })])).toEqual(['prices[0].effectiveTo']);
    expect(check([row({ effectiveTo: FUTURE })], [row()])).toEqual([]);
    expect(check([row({ effectiveTo: PAST })], [row()])).toEqual(['prices[0].effectiveTo']);
  });
});

describe('prices after a roll-back', () => {
  it('keep what is in effect, drop what lies ahead, and take back an end that lies ahead', () => {
    const ended = row({ effectiveTo: FUTURE });
    const next = row({ id: 'next', effectiveFrom: FUTURE });
    const inEffect = row({ id: 'new', meter: 'out.text' });
    expect(restorePrices([ended, next, inEffect], [row()], NOW)).toEqual([row(), inEffect]);
  });

  it('leave an end that has passed', () => {
    const ended = row({ effectiveTo: PAST });
    expect(restorePrices([ended], [row()], NOW)).toEqual([ended]);
  });

  it('always pass the check of history', () => {
    const present = [row({ effectiveTo: FUTURE }), row({ id: 'b', effectiveTo: PAST }), row({ id: 'c' })];
    const old = [row({ rate: '1' }), row({ id: 'd' })];
    expect(check(present, restorePrices(present, old, NOW))).toEqual([]);
  });
});
