import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseDecimal, sumUsd } from '@/lib/pricing/money';
import { SCENARIO_PRESETS } from '@/lib/planning/scenario-presets';
import { planSchema, type PlanInput } from '@/lib/planning/scenario-schemas';
import { simulate, type ScenarioResult } from '@/lib/planning/simulate';

function run(input: PlanInput): ScenarioResult[] {
  const result = simulate(planSchema.parse(input), () => undefined);
  if (result.state !== 'priced') throw new Error(JSON.stringify(result.missing));
  return result.scenarios;
}
const preset = (id: string) =>
  run(SCENARIO_PRESETS.find((one) => one.id === id)?.plan ?? { classes: [], scenarios: [] });
const totals = (results: ScenarioResult[]) => results.map(({ totalUsd }) => totalUsd);

describe('examples of the articles, recomputed', () => {
  it('four requests: $2.406750 on one model, $2.384064 routed, 0.94 % saved', () => {
    const [, routed] = preset('four-requests');
    expect(totals(preset('four-requests'))).toEqual(['2.40675', '2.384064']);
    expect(routed?.differencePercent).toBe('-0.94');
  });

  it('a million requests: $4,000.00, $5,750.00 and $2,702.75, which is 32.4 % below the first', () => {
    const results = preset('million-requests');
    expect(totals(results)).toEqual(['4000', '5750', '2702.75']);
    expect(results[2]?.differencePercent).toBe('-32.43');
  });

  it('a month by kind of request: $975, $3,600, $1,440 and $18.90, together $6,033.90', () => {
    const [byKind] = preset('monthly-mix');
    expect(byKind?.lines.map(({ costUsd }) => costUsd)).toEqual(['975', '3600', '1440', '18.9']);
    expect(byKind?.totalUsd).toBe('6033.9');
  });
});

const plan = (more: Partial<PlanInput> = {}): PlanInput => ({
  classes: [{ name: 'chat', requests: 1_000, inputTokens: '1000', outputTokens: '0' }],
  prices: [{ model: 'm', inputUsd: '1', outputUsd: '2', cachedUsd: '0.1' }],
  scenarios: [{ name: 'one', mix: [{ model: 'm', percent: '100' }] }],
  ...more,
});
const problems = (input: unknown) =>
  planSchema.safeParse(input).error?.issues.map(({ message }) => message) ?? [];

describe('a plan', () => {
  it('grows month by month, in whole requests', () => {
    expect(run(plan({ months: 3, growthPercent: '10' }))[0]?.monthlyUsd).toEqual(['1', '1.1', '1.21']);
  });

  it('takes what the gateway answers itself as free, and cached prompts at their own price', () => {
    const classes = [
      { name: 'chat', requests: 1_000, inputTokens: '1000', outputTokens: '0', cachedPercent: '50' },
    ];
    const mix = [{ model: 'm', percent: '100' }];
    const scenarios = [
      { name: 'as it is', mix },
      { name: 'a fifth from the cache', mix, cacheHitPercent: '20' },
    ];
    expect(totals(run(plan({ classes, scenarios })))).toEqual(['0.55', '0.44']);
  });

  it('lets a scenario have prices of its own, before those of the plan and of the book', () => {
    const mix = [{ model: 'm', percent: '100' }];
    const cheaper = { name: 'cheaper', mix, prices: [{ model: 'm', inputUsd: 0.25, outputUsd: '2' }] };
    const parsed = planSchema.parse(plan({ scenarios: [{ name: 'now', mix }, cheaper] }));
    const result = simulate(parsed, () => ({ input: 9n, cached: 9n, output: 9n }));
    expect(result.state === 'priced' && totals(result.scenarios)).toEqual(['1', '0.25']);
  });

  it('without any request costs nothing, and says no percentage', () => {
    const classes = [{ name: 'chat', requests: 0, inputTokens: '1000', outputTokens: '10' }];
    expect(run(plan({ classes }))[0]).toMatchObject({ totalUsd: '0', differencePercent: undefined });
  });

  it('names models without a price instead of taking them as free', () => {
    const scenarios = [{ name: 'one', mix: [{ model: 'unheard-of', percent: '100' }] }];
    const result = simulate(planSchema.parse(plan({ scenarios })), () => undefined);
    expect(result).toEqual({ state: 'unpriced', missing: [{ scenario: 'one', model: 'unheard-of' }] });
  });

  it('refuses shares that do not add up, classes that are not there and names that are twice there', () => {
    const mix = [
      { model: 'm', percent: '50' },
      { model: 'm', percent: '49.99' },
    ];
    expect(problems(plan({ scenarios: [{ name: 'one', mix }] }))).toEqual([
      'the shares of “chat” in “one” add up to 99.99 %, not 100 %',
    ]);
    const stray = { class: 'code', model: 'm', percent: '100' };
    expect(
      problems(plan({ scenarios: [{ name: 'one', mix: [{ model: 'm', percent: '100' }, stray] }] })),
    ).toEqual(['there is no class “code”']);
    const twice = { name: 'one', mix: [{ model: 'm', percent: '100' }] };
    expect(problems(plan({ scenarios: [twice, twice] }))).toEqual(['“one” is there twice']);
  });

  test.each([
    [{ classes: [] }, 'a plan needs some traffic'],
    [{ scenarios: [] }, 'a plan needs a scenario'],
    [{ growthPercent: 'lots' }, 'growth in percent from -100 to 1000'],
    [
      { prices: [{ model: 'm', inputUsd: '-1', outputUsd: '1' }] },
      'an amount of USD such as 2.50, not below 0',
    ],
    [{ months: 37 }, 'Too big: expected number to be <=36'],
  ])('is refused with a plain sentence: %o', (more, message) => {
    expect(problems({ ...plan(), ...more })).toContain(message);
  });

  it('has lines, months and total that agree to the last digit', () => {
    const usd = fc
      .integer({ min: 0, max: 10_000_000 })
      .map((units) => `${Math.floor(units / 1e5)}.${String(units % 1e5).padStart(5, '0')}`);
    fc.assert(
      fc.property(
        usd,
        usd,
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 0, max: 10_000 }),
        (inputUsd, outputUsd, requests, bps) => {
          const [first, rest] = [(bps / 100).toFixed(2), ((10_000 - bps) / 100).toFixed(2)];
          const [result] = run({
            months: 3,
            growthPercent: '3.33',
            classes: [{ name: 'chat', requests, inputTokens: '123.456', outputTokens: '7.000001' }],
            prices: [
              { model: 'a', inputUsd, outputUsd },
              { model: 'b', inputUsd: outputUsd, outputUsd: inputUsd },
            ],
            scenarios: [
              {
                name: 'one',
                mix: [
                  { model: 'a', percent: first },
                  { model: 'b', percent: rest },
                ],
              },
            ],
          });
          const lines = sumUsd(result?.lines.map(({ costUsd }) => costUsd) ?? []);
          expect(parseDecimal(lines)).toBe(parseDecimal(result?.totalUsd ?? 'none'));
          expect(sumUsd(result?.monthlyUsd ?? [])).toBe(result?.totalUsd);
        },
      ),
    );
  });
});
