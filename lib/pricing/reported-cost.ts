import { divideHalfEven, formatPico } from './money';
import type { UsdString } from './types';

/** Fields of a usage object in which providers say what the call cost. */
export const REPORTING_FIELDS = ['cost', 'cost.total_cost', 'cost_in_usd_ticks'] as const;

export interface ReportedCost {
  /** To 12 decimals, half-even. */
  usd: UsdString;
  field: (typeof REPORTING_FIELDS)[number];
}

const PICO_DECIMALS = 12;
/** A tick of xAI is 1e-10 USD. */
const PICO_PER_TICK = 100n;
/** USD; whoever says more for one call is not believed. */
const MOST = 1_000_000;
const NUMBER = /^(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/**
 * What a provider says in its usage that the call cost: `cost` (OpenRouter, USD), `cost.total_cost` (Perplexity, USD),
 * `cost_in_usd_ticks` (xAI). Undefined where it says nothing, or what can't be an amount. A JSON number is taken by its
 * shortest digits, which are those that were sent.
 */
export function reportedCost(usage: unknown): ReportedCost | undefined {
  if (!isRecord(usage)) return undefined;
  const { cost, cost_in_usd_ticks: ticks } = usage;
  if (ticks !== undefined) return report('cost_in_usd_ticks', readTicks(ticks));
  if (isRecord(cost)) return report('cost.total_cost', readUsd(cost['total_cost']));
  return report('cost', readUsd(cost));
}

function report(field: ReportedCost['field'], pico: bigint | undefined): ReportedCost | undefined {
  return pico === undefined ? undefined : { usd: formatPico(pico), field };
}

function readTicks(ticks: unknown): bigint | undefined {
  if (!Number.isSafeInteger(ticks) || Number(ticks) < 0) return undefined;
  return Number(ticks) > MOST * 1e10 ? undefined : BigInt(Number(ticks)) * PICO_PER_TICK;
}

function readUsd(usd: unknown): bigint | undefined {
  if (typeof usd !== 'number' || !(usd >= 0 && usd <= MOST)) return undefined;
  const [, whole = '', fraction = '', exponent = '0'] = NUMBER.exec(String(usd)) ?? [];
  if (whole === '') return undefined;
  const shift = PICO_DECIMALS - fraction.length + Number(exponent);
  const digits = BigInt(whole + fraction);
  return shift >= 0 ? digits * 10n ** BigInt(shift) : divideHalfEven(digits, 10n ** BigInt(-shift));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
