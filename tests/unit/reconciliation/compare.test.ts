import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import { compare, isReconciled } from '@/lib/reconciliation/compare';
import type { BookedAttempt, ProviderEntry } from '@/lib/reconciliation/schemas';

const entry = (id: string, over: Partial<ProviderEntry> = {}): ProviderEntry => ({
  id,
  model: 'small',
  day: '2026-11-03',
  costUsd: '0.000014',
  ...over,
});
const attempt = (id: string, over: Partial<BookedAttempt> = {}): BookedAttempt => ({
  id,
  providerRequestId: null,
  model: 'small-1',
  day: '2026-11-03',
  basis: 'reported',
  costUsd: '0.000014',
  ...over,
});

describe('one entry and one attempt', () => {
  test('equal to the last digit agree, however the amount is written', () => {
    const result = compare([entry('a.1', { costUsd: '0.0000140' })], [attempt('a.1')]);
    expect(isReconciled(result)).toBe(true);
    expect(result).toMatchObject({ deltaUsd: '0', missing: [], differences: [], uncertainUsd: '0' });
  });

  test('one unit of the last digit is a difference', () => {
    const result = compare([entry('a.1')], [attempt('a.1', { costUsd: '0.000014000001' })]);
    expect(isReconciled(result)).toBe(false);
    expect(result.differences).toMatchObject([{ id: 'a.1', deltaUsd: '0.000000000001' }]);
  });

  test('match by the id of the provider too', () => {
    const result = compare([entry('chatcmpl-7')], [attempt('a.1', { providerRequestId: 'chatcmpl-7' })]);
    expect(result).toMatchObject({ missing: [], unbilled: [] });
  });

  test('an estimate that is off is a difference and an error bar, and no disagreement', () => {
    const result = compare([entry('a.1')], [attempt('a.1', { basis: 'estimated', costUsd: '0.00002' })]);
    expect(result).toMatchObject({
      deltaUsd: '0.000006',
      uncertainUsd: '0.00002',
      differences: [{ basis: 'estimated' }],
    });
    expect(isReconciled(result)).toBe(true);
  });

  test('a cost that is not known is not taken for 0: the entry differs, and the sum lacks it', () => {
    const result = compare(
      [entry('a.1', { costUsd: '0' })],
      [attempt('a.1', { basis: 'unknown', costUsd: null })],
    );
    expect(result.differences).toMatchObject([{ bookedUsd: null }]);
  });
});

test('what was billed and is not on the books is missing; what is booked as reported and was not billed is told', () => {
  const result = compare(
    [entry('a.1')],
    [attempt('b.1'), attempt('c.1', { costUsd: '0' }), attempt('d.1', { basis: 'orphan' })],
  );
  expect(result.missing.map(({ id }) => id)).toEqual(['a.1']);
  expect(result.unbilled.map(({ id }) => id)).toEqual(['b.1']);
  expect(isReconciled(result)).toBe(false);
});

test('an id that the provider lists twice counts once, and is told', () => {
  const result = compare([entry('a.1'), entry('a.1')], [attempt('a.1')]);
  expect(result).toMatchObject({ entries: 1, repeated: ['a.1'], deltaUsd: '0' });
  expect(isReconciled(result)).toBe(false);
});

test('by day and model an attempt is summed where the entry of it is', () => {
  const billed = [entry('a.1', { day: '2026-11-04' }), entry('b.1', { model: 'large', costUsd: '1' })];
  const result = compare(billed, [
    attempt('a.1'),
    attempt('b.1', { costUsd: '1' }),
    attempt('c.1', { basis: 'orphan' }),
  ]);
  expect(result.days).toEqual([
    expect.objectContaining({ day: '2026-11-03', model: 'large', billedUsd: '1', deltaUsd: '0' }),
    expect.objectContaining({ day: '2026-11-03', model: 'small-1', entries: 0, uncertainUsd: '0.000014' }),
    expect.objectContaining({ day: '2026-11-04', model: 'small', entries: 1, attempts: 1, deltaUsd: '0' }),
  ]);
});

test('whatever is compared: the delta is what the days and what the bases add up to, and no entry is forgotten', () => {
  const id = fc.integer({ min: 0, max: 8 }).map((n) => `req_${n}.1`);
  const costUsd = fc.bigInt({ min: 0n, max: 10n ** 15n }).map(formatPico);
  const day = fc.constantFrom('2026-11-03', '2026-11-04');
  const entries = fc.array(fc.record({ id, model: fc.constantFrom('small', 'large'), day, costUsd }), {
    maxLength: 12,
  });
  const basis = fc.constantFrom('reported' as const, 'estimated' as const, 'orphan' as const);
  const attempts = fc.uniqueArray(
    fc.record({
      id,
      providerRequestId: fc.constant(null),
      model: fc.constantFrom('small', 'large'),
      day,
      basis,
      costUsd,
    }),
    { selector: (one) => one.id, maxLength: 9 },
  );
  fc.assert(
    fc.property(entries, attempts, (ledger, books) => {
      const result = compare(ledger, books);
      const total = (of: readonly string[]) => formatPico(of.reduce((sum, usd) => sum + parseUsd(usd), 0n));
      expect(total(result.days.map(({ deltaUsd }) => deltaUsd))).toBe(result.deltaUsd);
      expect(total(result.bases.flatMap((sum) => [sum.bookedUsd, sum.unbilledUsd]))).toBe(result.bookedUsd);
      const matched = result.bases.reduce((sum, one) => sum + one.matched, 0);
      expect(matched + result.missing.length).toBe(result.entries);
      expect(result.entries).toBe(new Set(ledger.map((one) => one.id)).size);
    }),
  );
});
