import { describe, expect, it } from 'vitest';
import { boundedPlanSchema } from '@/lib/planning/bounded-plan';
import { simulate } from '@/lib/planning/simulate';
import { isUsd } from '@/lib/pricing/money';

const PRICE = { model: 'm', inputUsd: '1000000000', outputUsd: '1000000000' };
const MIX = [{ model: 'm', percent: '100' }];
const CLASS = { name: 'c', requests: 1, inputTokens: '1000000000', outputTokens: '1000000000' };
const plan = (more: object = {}) => ({
  months: 2,
  classes: [CLASS],
  prices: [PRICE],
  scenarios: [{ name: 's', mix: MIX }],
  ...more,
});
const problems = (more: object) =>
  boundedPlanSchema
    .safeParse(plan(more))
    .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);

describe('a plan that is calculated', () => {
  it('has at most a billion tokens a request and a billion USD for a million', () => {
    expect(problems({})).toBeUndefined();
    expect(problems({ classes: [{ ...CLASS, outputTokens: '1000000000.000001' }] })).toEqual([
      'classes.0.outputTokens: 1,000,000,000 tokens at most',
    ]);
    expect(problems({ prices: [{ ...PRICE, cachedUsd: '1000000000.01' }] })).toEqual([
      'prices.0.cachedUsd: 1,000,000,000 USD for a million tokens at most',
    ]);
    const own = [{ name: 's', mix: MIX, prices: [{ ...PRICE, inputUsd: '1000000001' }] }];
    expect(problems({ scenarios: own })).toEqual([
      'scenarios.0.prices.0.inputUsd: 1,000,000,000 USD for a million tokens at most',
    ]);
  });

  it('grows to ten trillion requests a month at most', () => {
    const grown = (requests: number) =>
      problems({ months: 2, growthPercent: '900', classes: [{ ...CLASS, requests }] });
    expect(grown(1e12)).toBeUndefined();
    expect(
      problems({ months: 3, growthPercent: '900', classes: [{ ...CLASS, requests: 1e11 + 1 }] }),
    ).toEqual(['growthPercent: more than 10,000,000,000,000 requests in the last month are too many']);
  });

  it('has as many lines times months as take a moment', () => {
    const classes = Array.from({ length: 25 }, (_, at) => ({ ...CLASS, name: `c${at}` }));
    const mix = Array.from({ length: 400 }, () => ({ model: 'm', percent: '0.25' }));
    const scenario = (name: string, lines = mix) => ({ name, mix: lines });
    expect(problems({ months: 10, classes, scenarios: [scenario('s')] })).toBeUndefined();
    expect(problems({ months: 11, classes, scenarios: [scenario('s')] })).toEqual([
      'scenarios: 110,000 lines of classes, models, scenarios and months are too many: 100,000 at most',
    ]);
  });

  it.each([
    { growthPercent: '' },
    { growthPercent: 'x' },
    { months: 1e9 },
    { months: -1 },
    { classes: [{ ...CLASS, requests: 1e300 }] },
    { classes: [{ ...CLASS, requests: 1.5 }] },
    { scenarios: [{ name: 's', mix: [{ model: 'm', percent: 'x' }] }] },
    { scenarios: [{ name: 's', mix: [] }] },
  ])('is first held to what each field may be: %j', (more) => {
    expect(boundedPlanSchema.safeParse(plan(more)).success).toBe(false);
  });

  it('costs at its largest what is an amount still', () => {
    const classes = Array.from({ length: 40 }, (_, at) => ({ ...CLASS, name: `c${at}`, requests: 1e12 }));
    const scenarios = [
      { name: 'all', mix: MIX },
      { name: 'most', mix: MIX, cacheHitPercent: '0.01' },
    ];
    const result = simulate(
      boundedPlanSchema.parse(plan({ months: 36, classes, scenarios })),
      () => undefined,
    );
    expect(result.state).toBe('priced');
    if (result.state === 'priced')
      for (const { totalUsd, differenceUsd } of result.scenarios)
        expect([isUsd(totalUsd), isUsd(differenceUsd)]).toEqual([true, true]);
  });
});
