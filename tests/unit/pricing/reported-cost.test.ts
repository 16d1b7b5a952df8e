import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPico } from '@/lib/pricing/money';
import { reportedCost } from '@/lib/pricing/reported-cost';

test.each([
  [{ cost: 0.00014 }, { usd: '0.00014', field: 'cost' }],
  [{ cost: 0 }, { usd: '0', field: 'cost' }],
  [{ cost: 1.5e-7 }, { usd: '0.00000015', field: 'cost' }],
  [{ cost: 2.5e-12 }, { usd: '0.000000000002', field: 'cost' }],
  [{ cost: 3.5e-12 }, { usd: '0.000000000004', field: 'cost' }],
  [{ cost: { total_cost: 0.006 } }, { usd: '0.006', field: 'cost.total_cost' }],
  [{ cost_in_usd_ticks: 518_000 }, { usd: '0.0000518', field: 'cost_in_usd_ticks' }],
  [{ cost_in_usd_ticks: 1 }, { usd: '0.0000000001', field: 'cost_in_usd_ticks' }],
])('%j reports %j', (usage, cost) => {
  expect(reportedCost(usage)).toEqual(cost);
});

test.each([
  ...[
    undefined,
    null,
    'cost',
    [0.1],
    {},
    { cost: null },
    { cost: '0.1' },
    { cost: -0.1 },
    { cost: Number.NaN },
  ],
  ...[{ cost: Infinity }, { cost: 1e9 }, { cost: {} }, { cost_in_usd_ticks: 1.5 }, { cost_in_usd_ticks: -1 }],
  ...[{ cost_in_usd_ticks: '518000' }, { cost_in_usd_ticks: 2 ** 60 }],
])('%j reports nothing', (usage) => {
  expect(reportedCost(usage)).toBeUndefined();
});

test('an amount that a provider wrote with up to 12 decimals is read to its last digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), (pico) => {
      const said = JSON.parse(`{"cost":${formatPico(pico)}}`) as unknown;
      expect(reportedCost(said)?.usd).toBe(formatPico(pico));
    }),
  );
});
