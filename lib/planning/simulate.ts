import { divideHalfEven, formatPico, parseDecimal, subtractUsd, sumUsd } from '@/lib/pricing/money';
import { percentOf } from '@/lib/pricing/savings';
import type { UsdString } from '@/lib/pricing/types';
import { shareOf, WHOLE_SHARE } from './decimals';
import { withAssumed, type Rates, type RatesOf } from './rates';
import { mixOf, type MixLine, type Plan, type Scenario, type TrafficClass } from './scenario-schemas';
import { volumes } from './volumes';

/** What one class costs on one model over all months. */
export interface ScenarioLine {
  class: string;
  model: string;
  percent: string;
  costUsd: UsdString;
}

export interface ScenarioResult {
  name: string;
  lines: ScenarioLine[];
  /** By month, the first first; together the total. */
  monthlyUsd: UsdString[];
  totalUsd: UsdString;
  /** Against the first scenario: positive is dearer. */
  differenceUsd: UsdString;
  /** The same in percent of the first; undefined where that costs nothing. */
  differencePercent: string | undefined;
}

/** A model that a scenario sends requests to and nobody knows the price of. */
export interface MissingPrice {
  scenario: string;
  model: string;
}

export type Simulation =
  { state: 'priced'; scenarios: ScenarioResult[] } | { state: 'unpriced'; missing: MissingPrice[] };

/** Tokens come with 6 decimals, rates for a million tokens in 1e-18 USD; kept are 1e-12 USD. */
const TO_PICO = 10n ** 18n;
const microTokens = (tokens: string) => parseDecimal(tokens) / 10n ** 12n;

/**
 * What the plan's traffic costs under each scenario. Each line and month is exact and rounded half-even to 1e-12 USD
 * once, so lines, months and totals agree to the last digit. Pure.
 */
export function simulate(plan: Plan, book: RatesOf): Simulation {
  const missing: MissingPrice[] = [];
  const costed = plan.scenarios.map((scenario) => costScenario(plan, scenario, book, missing));
  if (missing.length > 0) return { state: 'unpriced', missing };
  const base = costed[0]?.totalUsd ?? '0';
  const scenarios = costed.map((result) => {
    const differenceUsd = subtractUsd(result.totalUsd, base);
    return { ...result, differenceUsd, differencePercent: percentOf(differenceUsd, base) };
  });
  return { state: 'priced', scenarios };
}

function costScenario(plan: Plan, scenario: Scenario, book: RatesOf, missing: MissingPrice[]) {
  const ratesOf = withAssumed(book, scenario.prices, plan.prices);
  const monthlyPico = new Array<bigint>(plan.months).fill(0n);
  const lines: ScenarioLine[] = [];
  for (const traffic of plan.classes) {
    const monthly = volumes(BigInt(traffic.requests), plan.growthPercent, plan.months);
    for (const line of mixOf(scenario, traffic.name)) {
      const rates = ratesOf(line.model, Math.ceil(Number(traffic.inputTokens)));
      if (rates === undefined) {
        const known = missing.some(({ scenario: of, model }) => of === scenario.name && model === line.model);
        if (!known) missing.push({ scenario: scenario.name, model: line.model });
        continue;
      }
      const each = costOfRequest(traffic, line, scenario, rates);
      const costs = monthly.map((requests) => divideHalfEven(requests * each, EACH_PER_PICO));
      costs.forEach((cost, month) => (monthlyPico[month] = (monthlyPico[month] ?? 0n) + cost));
      const { model, percent } = line;
      const costUsd = formatPico(costs.reduce((sum, cost) => sum + cost, 0n));
      lines.push({ class: traffic.name, model, percent, costUsd });
    }
  }
  const monthlyUsd = monthlyPico.map(formatPico);
  return { name: scenario.name, lines, monthlyUsd, totalUsd: sumUsd(monthlyUsd) };
}

const EACH_PER_PICO = WHOLE_SHARE ** 3n * TO_PICO;

/** What a request of a class costs a scenario on one model, by the shares that it has there: in 1 / EACH_PER_PICO of 1e-12 USD. */
function costOfRequest(
  { inputTokens, outputTokens, cachedPercent }: TrafficClass,
  { percent }: MixLine,
  { cacheHitPercent }: Scenario,
  { input, cached, output }: Rates,
): bigint {
  const cachedShare = shareOf(cachedPercent);
  const prompt = microTokens(inputTokens) * ((WHOLE_SHARE - cachedShare) * input + cachedShare * cached);
  const each = prompt + WHOLE_SHARE * microTokens(outputTokens) * output;
  return shareOf(percent) * (WHOLE_SHARE - shareOf(cacheHitPercent)) * each;
}
