import { divideHalfEven, formatPico, parseUsd } from '@/lib/pricing/money';
import { daysPassed } from './days-passed';
import type { TcoInput } from './tco-schemas';

const MONTH_DAYS = 30;
const MILLION = 1_000_000n;

interface Shape {
  inputTokens: number;
  outputTokens: number;
  /** Of what has a known cost, which may be less than all. */
  costedUsd: string;
  costedTokens: number;
  busiestHour: number | null;
}

/**
 * What a period says of a month of 30 days: its tokens, their mix, what a million of them cost, and how far the busiest
 * hour stands above the mean one. Undefined without tokens; without prices where no token has a known cost. Pure.
 */
export function tcoFromTraffic(
  shape: Shape,
  period: { from: Date; to: Date },
  now: Date,
): TcoInput | undefined {
  const tokens = shape.inputTokens + shape.outputTokens;
  if (tokens === 0 || shape.busiestHour === null) return undefined;
  const { costedUsd, costedTokens } = shape;
  const millionUsd =
    costedTokens === 0
      ? undefined
      : formatPico(divideHalfEven(parseUsd(costedUsd) * MILLION, BigInt(costedTokens)));
  const days = daysPassed(period, now);
  const meanHour = tokens / (days * 24);
  return {
    tokensPerMonth: Math.round((tokens * MONTH_DAYS) / days),
    inputPercent: ((shape.inputTokens / tokens) * 100).toFixed(2),
    peakFactor: Math.max(1, shape.busiestHour / meanHour).toFixed(2),
    ...(millionUsd === undefined ? {} : { inputUsd: millionUsd, outputUsd: millionUsd }),
  };
}
