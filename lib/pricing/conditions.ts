import type { PriceWhen } from './price-row';
import { compileSchedule } from './schedule';

/** What a request is known to be, as far as prices look at it. */
export interface PriceFacts {
  /** Epoch ms. */
  at: number;
  /** Normalised by `tierName`. */
  tier: string;
  speed: string | undefined;
  region: string | undefined;
  batch: boolean;
  /** Tokens of the whole prompt, cached ones included. */
  inputTokens: number;
  /** Prompt and output. */
  totalTokens: number;
}

const ORDINARY_TIERS = new Set(['default', 'standard', 'on_demand', 'auto']);

/** One name for the ordinary tier, which vendors call `default`, `standard`, `on_demand`, or nothing. */
export function tierName(tier: string | undefined): string {
  return tier === undefined || ORDINARY_TIERS.has(tier) ? 'default' : tier;
}

/** Compiles conditions into one test; undefined when there are none. Throws RangeError for an unknown zone or time. */
export function compileConditions(when: PriceWhen | undefined): ((facts: PriceFacts) => boolean) | undefined {
  if (when === undefined) return undefined;
  const tests: ((facts: PriceFacts) => boolean)[] = [];
  const { tier, speed, region, batch, context, schedule } = when;
  if (tier !== undefined) {
    const name = tierName(tier);
    tests.push((facts) => facts.tier === name);
  }
  if (speed !== undefined) tests.push((facts) => facts.speed === speed);
  if (region !== undefined) tests.push((facts) => facts.region === region);
  if (batch !== undefined) tests.push((facts) => facts.batch === batch);
  if (context !== undefined) tests.push(compileContext(context));
  if (schedule !== undefined) {
    const isOpen = compileSchedule(schedule);
    tests.push((facts) => isOpen(facts.at));
  }
  if (tests.length === 0) return undefined;
  return (facts) => tests.every((test) => test(facts));
}

function compileContext(context: NonNullable<PriceWhen['context']>): (facts: PriceFacts) => boolean {
  const { op, value, basis } = context;
  const sizeOf =
    basis === 'total' ? (facts: PriceFacts) => facts.totalTokens : (facts: PriceFacts) => facts.inputTokens;
  switch (op) {
    case 'gt':
      return (facts) => sizeOf(facts) > value;
    case 'gte':
      return (facts) => sizeOf(facts) >= value;
    default:
      return op satisfies never;
  }
}

/** How many conditions a row states: of two that hold, the one with more is the more specific. */
export function countConditions(when: PriceWhen | undefined): number {
  return when === undefined ? 0 : Object.values(when).filter((condition) => condition !== undefined).length;
}
