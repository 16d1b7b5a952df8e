import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { compareUsd, subtractUsd, sumUsd } from '@/lib/pricing/money';
import { breakEven } from '@/lib/planning/break-even';
import { totalCost } from '@/lib/planning/tco';
import { tcoSchema, type TcoInput } from '@/lib/planning/tco-schemas';
import { tornado } from '@/lib/planning/tornado';

const plan = (more: TcoInput = {}) => tcoSchema.parse(more);
const problems = (input: unknown) =>
  tcoSchema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];

describe('the example of the article, recomputed', () => {
  const year = totalCost(plan());

  it('own machines: $21,900 of A100, $9,600 of infrastructure, $150,000 of staff, $181,500 a year', () => {
    expect(year.parts).toEqual({
      gpu: '21900',
      power: '0',
      infrastructure: '9600',
      staff: '150000',
      risk: '0',
    });
    expect(year.totalUsd.own).toBe('181500');
  });

  it('API: 100 M tokens a month at $0.42 are $42 a month and $504 a year', () => {
    expect(year.months[0]?.costUsd.api).toBe('42');
    expect(year.totalUsd.api).toBe('504');
  });
});

describe('total cost', () => {
  it('adds GPUs when the busiest hour needs them', () => {
    // One carries 1000 x 3600 x 730 x 70 % / 3 = 613.2 M tokens a month.
    const gpus = (tokensPerMonth: number) => totalCost(plan({ tokensPerMonth })).months[0]?.gpus;
    expect([gpus(613_200_000), gpus(613_200_001)]).toEqual([1n, 2n]);
  });

  it('stops counting a bought GPU when it is written off, and goes on counting its power', () => {
    const bought = plan({
      gpuBy: 'buy',
      gpuPriceUsd: '12000',
      amortisationMonths: 12,
      months: 13,
      powerWatts: '1000',
      kwhUsd: '0.10',
      infrastructureUsd: '0',
      staffCount: '0',
    });
    const { months } = totalCost(bought);
    expect([months[11]?.costUsd.own, months[12]?.costUsd.own]).toEqual(['1073', '73']);
  });

  it('puts risk on top of the machines only', () => {
    const { totalUsd } = totalCost(plan({ riskPercent: '10' }));
    expect([totalUsd.own, totalUsd.api]).toEqual(['199650', '504']);
  });

  it('of a hybrid without machines and cache is that of the API', () => {
    const { totalUsd } = totalCost(plan({ privatePercent: '0', cachePercent: '0' }));
    expect(totalUsd.hybrid).toBe(totalUsd.api);
  });

  it('says after how many months the machines have paid', () => {
    const dear = plan({ tokensPerMonth: 1_000_000_000, inputUsd: '30', outputUsd: '30' });
    expect(totalCost(dear).evenAfterMonths).toBe(1);
    expect(totalCost(plan()).evenAfterMonths).toBeUndefined();
  });

  it('has parts and months that add up to the total', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 12, max: 36 }),
        (tokensPerMonth, growth, months) => {
          const result = totalCost(
            plan({
              tokensPerMonth,
              growthPercent: String(growth),
              months,
              riskPercent: '7.5',
              powerWatts: '700',
            }),
          );
          const off = (a: string, b: string) => Math.abs(Number(subtractUsd(a, b)));
          expect(off(sumUsd(Object.values(result.parts)), result.totalUsd.own)).toBeLessThan(1e-9);
          expect(
            off(sumUsd(result.months.map(({ costUsd }) => costUsd.own)), result.totalUsd.own),
          ).toBeLessThan(1e-9);
          expect(result.months.at(-1)?.sumUsd).toEqual(result.totalUsd);
        },
      ),
    );
  });
});

describe('break-even', () => {
  it('is the volume from which own machines cost no more than the API, and one token less does', () => {
    const dear = plan({ inputUsd: '10', outputUsd: '10' });
    const { tokensPerMonth } = breakEven(dear);
    // Three GPUs carry 1,839.6 M tokens, too few to pay; four cost 20,600 USD a month, at 10 USD a million.
    expect(tokensPerMonth).toBe(2_060_000_000n);
    const costs = (tokens: bigint) =>
      totalCost({ ...dear, tokensPerMonth: Number(tokens) }).months[0]?.costUsd;
    const [at, below] = [costs(2_060_000_000n), costs(2_059_999_999n)];
    expect(compareUsd(at?.own ?? '', at?.api ?? '')).not.toBe(1);
    expect(compareUsd(below?.own ?? '', below?.api ?? '')).toBe(1);
  });

  it('is never reached where a GPU at its planned load is dearer than the API', () => {
    expect(breakEven(plan()).tokensPerMonth).toBe('never');
  });

  it('in utilisation is what the planned GPUs must be loaded with all month', () => {
    // 15,125 USD over 2,628 M tokens is 5.755 USD a million.
    expect(breakEven(plan({ inputUsd: '5.7553', outputUsd: '5.7553' })).utilisationPercent).toBeCloseTo(
      100,
      1,
    );
    expect(breakEven(plan({ inputUsd: '0', outputUsd: '0' })).utilisationPercent).toBeUndefined();
  });

  it('of machines that cost nothing is everywhere', () => {
    const free = { infrastructureUsd: '0', staffCount: '0', gpuHourUsd: '0' };
    expect(breakEven(plan(free)).tokensPerMonth).toBe('always');
  });

  it('without traffic says no price for a million tokens', () => {
    expect(breakEven(plan({ tokensPerMonth: 0 })).ownUsdPerMillion).toBeUndefined();
  });
});

describe('sensitivity', () => {
  it('puts what matters most first and leaves out what changes nothing', () => {
    const swings = tornado(plan());
    expect(swings[0]).toMatchObject({
      assumption: 'staffCount',
      low: '0.800000',
      high: '1.200000',
      swingUsd: '60000',
    });
    expect(swings.map(({ assumption }) => assumption)).not.toContain('gpuPriceUsd');
  });
});

test.each([
  [{ months: 11 }, 'at least 12 months'],
  [{ utilisationPercent: '0' }, 'more than 0'],
  [{ tokensPerSecond: '0' }, 'more than 0'],
  [{ gpuHourUsd: '-2' }, 'an amount of USD such as 2.50, not below 0'],
  [{ privatePercent: '90', cachePercent: '20' }, 'own machines and cache take 100 % together at most'],
  [{ staffCount: 'some' }, 'a number that is not below 0, with at most 6 decimals'],
])('%o is refused with a plain sentence', (input, message) => {
  expect(problems(input)).toContain(message);
});

test('what matters most is told of the largest plan that may be entered too', () => {
  const most = '9'.repeat(15);
  const swings = tornado(
    tcoSchema.parse({ tokensPerMonth: 1e15, infrastructureUsd: most, staffYearUsd: most, inputUsd: most }),
  );
  expect(swings.map(({ assumption }) => assumption)).toContain('tokensPerMonth');
});
