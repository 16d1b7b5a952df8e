import { msg } from '@/lib/i18n/msg';
import { z } from 'zod';
import { MAX_CELLS, MAX_MONTHLY_REQUESTS, MAX_PRICE_USD, MAX_TOKENS } from './limits';
import { mixOf, planSchema, type Plan } from './scenario-schemas';
import { volumes } from './volumes';

type Report = (path: PropertyKey[], message: string) => void;

/** A plan that is calculated or kept: no larger than can be worked out at once, in amounts that have a place. */
export const boundedPlanSchema = planSchema.pipe(
  z.custom<Plan>().superRefine((plan, context) => {
    const report: Report = (path, message) => context.addIssue({ code: 'custom', path, message });
    checkTokens(plan, report);
    checkPrices(plan, report);
    checkGrowth(plan, report);
    checkCells(plan, report);
  }),
);

const isAbove = (text: string | undefined, most: number) => text !== undefined && Number(text) > most;
const written = (count: number | bigint) => count.toLocaleString('en');

function checkTokens({ classes }: Plan, report: Report): void {
  classes.forEach((one, index) => {
    for (const field of ['inputTokens', 'outputTokens'] as const)
      if (isAbove(one[field], MAX_TOKENS))
        report(['classes', index, field], msg(`${written(MAX_TOKENS)} tokens at most`));
  });
}

function checkPrices({ prices, scenarios }: Plan, report: Report): void {
  const lists = [
    { prices, path: ['prices'] },
    ...scenarios.map((one, index) => ({ prices: one.prices, path: ['scenarios', index, 'prices'] })),
  ];
  for (const { prices: list, path } of lists)
    list.forEach((price, index) => {
      for (const field of ['inputUsd', 'outputUsd', 'cachedUsd'] as const)
        if (isAbove(price[field], MAX_PRICE_USD))
          report([...path, index, field], msg(`${written(MAX_PRICE_USD)} USD for a million tokens at most`));
    });
}

function checkGrowth({ classes, growthPercent, months }: Plan, report: Report): void {
  const last = ({ requests }: Plan['classes'][number]) =>
    volumes(BigInt(requests), growthPercent, months).at(-1) ?? 0n;
  if (classes.some((one) => last(one) > MAX_MONTHLY_REQUESTS))
    report(
      ['growthPercent'],
      msg(`more than ${written(MAX_MONTHLY_REQUESTS)} requests in the last month are too many`),
    );
}

function checkCells({ classes, scenarios, months }: Plan, report: Report): void {
  const lines = scenarios.reduce(
    (all, scenario) => classes.reduce((sum, { name }) => sum + mixOf(scenario, name).length, all),
    0,
  );
  const cells = lines * months;
  if (cells > MAX_CELLS)
    report(
      ['scenarios'],
      msg(
        `${written(cells)} lines of classes, models, scenarios and months are too many: ${written(MAX_CELLS)} at most`,
      ),
    );
}
