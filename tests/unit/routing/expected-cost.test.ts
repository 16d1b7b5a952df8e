import { expect, it, vi } from 'vitest';
import { modelSchema, timeoutsSchema } from '@/lib/config/schemas';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { createExpectedCost } from '@/lib/routing/expected-cost';
import type { Target } from '@/lib/routing/select-targets';
import { row } from '../pricing/price-rows';

const target = (upstreamModel: string): Target => ({
  model: modelSchema.parse({ id: 'm', offers: [{ provider: 'acme', model: upstreamModel }] }),
  provider: {
    id: 'acme',
    dialect: 'openai-chat',
    baseUrl: 'http://127.0.0.1/v1',
    enabled: true,
    simulated: true,
    timeouts: timeoutsSchema.parse({}),
  },
  upstreamModel,
});
const change = '2026-06-01T00:00:07Z';
const at = Date.parse(change);
const book = buildPriceBook([
  row({ id: 'old', meter: 'in.text', rate: '1', effectiveTo: change }),
  row({ id: 'new', meter: 'in.text', rate: '2', effectiveFrom: change }),
  row({ meter: 'out.text', rate: '10' }),
]);
const wish = { inputTokens: 1_000_000, maxOutputTokens: 100, at };

it('follows a price from the instant at which it is in force, and back', () => {
  const expectedCostUsd = createExpectedCost(book);
  const asked = target('m');
  expect(expectedCostUsd(asked, { ...wish, at: at - 1 })).toBeCloseTo(1.001, 9);
  expect(expectedCostUsd(asked, wish)).toBeCloseTo(2.001, 9);
  expect(expectedCostUsd(asked, { ...wish, at: at - 1 })).toBeCloseTo(1.001, 9);
});

it('asks the book anew for another size of prompt or other prices only', () => {
  const calculate = vi.fn(book.calculate);
  const expectedCostUsd = createExpectedCost({ ...book, calculate });
  const asked = target('m');
  const callsFor = (over: Partial<typeof wish>) => {
    calculate.mockClear();
    expectedCostUsd(asked, { ...wish, ...over });
    return calculate.mock.calls.length;
  };
  expect(callsFor({})).toBeGreaterThan(0);
  expect(callsFor({ at: at + 90 * 86_400_000, inputTokens: 999_000, maxOutputTokens: 1 })).toBe(0);
  expect(callsFor({ inputTokens: 10 })).toBeGreaterThan(0);
  expect(callsFor({ at: at - 1 })).toBeGreaterThan(0);
});

it('expects 500 tokens of output at most, and knows nothing without a price', () => {
  const expectedCostUsd = createExpectedCost(book);
  const of = (maxOutputTokens?: number) => expectedCostUsd(target('m'), { ...wish, maxOutputTokens });
  expect(of(9_000)).toBe(of(500));
  expect(of()).toBe(of(500));
  expect(of(100)).toBeLessThan(of(500) ?? 0);
  expect(expectedCostUsd(target('unheard-of'), wish)).toBeUndefined();
});
