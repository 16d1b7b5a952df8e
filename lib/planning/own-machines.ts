import { parseDecimal, type Atto } from '@/lib/pricing/money';
import { ceilOf, over, shareOf, times, whole, WHOLE_SHARE } from './decimals';
import type { Tco } from './tco-schemas';

/** Monthly costs of one's own machines in 1e-18 USD. */
export interface MachineCost {
  gpus: bigint;
  gpuUsd: Atto;
  powerUsd: Atto;
  infrastructureUsd: Atto;
  staffUsd: Atto;
  riskUsd: Atto;
  totalUsd: Atto;
}

const HUNDREDTH = 10n ** 14n;
const SECONDS = 3_600n;

/** Tokens that one GPU may be given in a month, its busiest hour at the planned utilisation. 18 decimals. */
export function tokensPerGpu(tco: Tco): Atto {
  const full = fullTokensPerGpu(tco);
  const planned = times(full, shareOf(tco.utilisationPercent) * HUNDREDTH);
  return over(planned, parseDecimal(tco.peakFactor)) ?? 0n;
}

/** Tokens of one GPU that never rests. 18 decimals. */
export function fullTokensPerGpu({ tokensPerSecond, hoursPerMonth }: Tco): Atto {
  return parseDecimal(tokensPerSecond) * SECONDS * BigInt(hoursPerMonth);
}

/** At least what was planned, and as many as the traffic needs. */
export function gpusFor(tco: Tco, tokens: bigint): bigint {
  const needed = ceilOf(over(whole(tokens), tokensPerGpu(tco)) ?? 0n);
  return needed > BigInt(tco.gpuCount) ? needed : BigInt(tco.gpuCount);
}

/** What so many GPUs cost in the given month, the first being 0: a bought one costs nothing once it is written off. */
export function machineCost(tco: Tco, gpus: bigint, month: number): MachineCost {
  const hours = BigInt(tco.hoursPerMonth);
  const kwh = over(parseDecimal(tco.powerWatts) * hours, whole(1_000)) ?? 0n;
  const gpuUsd = gpus * oneGpu(tco, hours, month);
  const powerUsd = gpus * times(kwh, parseDecimal(tco.kwhUsd));
  const infrastructureUsd = parseDecimal(tco.infrastructureUsd);
  const staffUsd = over(times(parseDecimal(tco.staffCount), parseDecimal(tco.staffYearUsd)), whole(12)) ?? 0n;
  const sum = gpuUsd + powerUsd + infrastructureUsd + staffUsd;
  const riskUsd = (sum * shareOf(tco.riskPercent)) / WHOLE_SHARE;
  return { gpus, gpuUsd, powerUsd, infrastructureUsd, staffUsd, riskUsd, totalUsd: sum + riskUsd };
}

function oneGpu(tco: Tco, hours: bigint, month: number): Atto {
  if (tco.gpuBy === 'rent') return parseDecimal(tco.gpuHourUsd) * hours;
  if (month >= tco.amortisationMonths) return 0n;
  return over(parseDecimal(tco.gpuPriceUsd), whole(tco.amortisationMonths)) ?? 0n;
}
