import { msg } from '@/lib/i18n/msg';
import { z } from 'zod';
import { percentSchema, quantitySchema, shareOf, usdSchema, WHOLE_SHARE } from './decimals';
import { MAX_CLASSES, MAX_MONTHS, MAX_SCENARIOS } from './limits';

const name = z.string().trim().min(1, 'a name is needed').max(80);

/** Requests of one kind: how many in the first month, and the mean of their tokens. */
const trafficClassSchema = z.strictObject({
  name,
  requests: z.coerce.number().int('a whole number of requests').min(0).max(1e12),
  inputTokens: quantitySchema,
  outputTokens: quantitySchema,
  /** Share of the prompt that the provider reads from its own cache. */
  cachedPercent: percentSchema.default('0'),
});
export type TrafficClass = z.infer<typeof trafficClassSchema>;

/** Prices of a model in USD for a million tokens, in place of those of the price book. */
const assumedPriceSchema = z.strictObject({
  model: name,
  inputUsd: usdSchema,
  outputUsd: usdSchema,
  /** What the provider's cache reads at; left out: as input. */
  cachedUsd: usdSchema.optional(),
});
export type AssumedPrice = z.infer<typeof assumedPriceSchema>;

/** A share of the requests that goes to a model: of one class, or of all that have no line of their own. */
const mixLineSchema = z.strictObject({ class: name.optional(), model: name, percent: percentSchema });
export type MixLine = z.infer<typeof mixLineSchema>;

const scenarioSchema = z.strictObject({
  name,
  /** Share of the requests that the gateway answers from its own cache, which costs nothing. */
  cacheHitPercent: percentSchema.default('0'),
  mix: z.array(mixLineSchema).min(1, 'a scenario sends its requests to at least one model').max(400),
  /** Before those of the plan and of the price book. */
  prices: z.array(assumedPriceSchema).max(50).default([]),
});
export type Scenario = z.infer<typeof scenarioSchema>;

/** Growth a month in percent, -100 to 1000. */
const growthSchema = z
  .union([z.string(), z.number()])
  .transform(String)
  .pipe(z.string().regex(/^(-?\d{1,2}(\.\d{1,2})?|-100|\d{3}|1000)$/, 'growth in percent from -100 to 1000'));

const planFields = z.strictObject({
  months: z.coerce.number().int().min(1).max(MAX_MONTHS).default(1),
  growthPercent: growthSchema.default('0'),
  classes: z.array(trafficClassSchema).min(1, 'a plan needs some traffic').max(MAX_CLASSES),
  prices: z.array(assumedPriceSchema).max(100).default([]),
  scenarios: z.array(scenarioSchema).min(1, 'a plan needs a scenario').max(MAX_SCENARIOS),
});
export type Plan = z.infer<typeof planFields>;

/** The same traffic under several choices of models, prices and caches. What holds between fields is asked once each is sound. */
export const planSchema = planFields.pipe(
  z.custom<Plan>().superRefine((plan, context) => {
    repeated(plan.classes, ['classes'], context);
    repeated(plan.scenarios, ['scenarios'], context);
    plan.scenarios.forEach((scenario, index) => checkMix(plan.classes, scenario, index, context));
  }),
);
export type PlanInput = z.input<typeof planSchema>;

/** The lines of a scenario that a class is split by. */
export function mixOf({ mix }: Pick<Scenario, 'mix'>, className: string): MixLine[] {
  const own = mix.filter((line) => line.class === className);
  return own.length > 0 ? own : mix.filter((line) => line.class === undefined);
}

function repeated(named: { name: string }[], path: PropertyKey[], context: z.RefinementCtx): void {
  named.forEach(({ name: one }, index) => {
    if (named.findIndex((other) => other.name === one) === index) return;
    context.addIssue({ code: 'custom', path: [...path, index, 'name'], message: `“${one}” is there twice` });
  });
}

function checkMix(
  classes: readonly TrafficClass[],
  scenario: Scenario,
  index: number,
  context: z.RefinementCtx,
): void {
  scenario.mix.forEach((line, at) => {
    if (line.class === undefined || classes.some((one) => one.name === line.class)) return;
    const path = ['scenarios', index, 'mix', at, 'class'];
    context.addIssue({ code: 'custom', path, message: `there is no class “${line.class}”` });
  });
  for (const { name: className } of classes) {
    const sum = mixOf(scenario, className).reduce((all, { percent }) => all + shareOf(percent), 0n);
    if (sum === WHOLE_SHARE) continue;
    const message = msg(
      `the shares of “${className}” in “${scenario.name}” add up to ${Number(sum) / 100} %, not 100 %`,
    );
    context.addIssue({ code: 'custom', path: ['scenarios', index, 'mix'], message });
  }
}
