import { divideHalfEven, formatPico, parseUsd } from '@/lib/pricing/money';
import { daysPassed } from './days-passed';
import type { TcoInput } from './tco-schemas';

const MONTH_DAYS = 30;
const MILLION = 1_000_000n;

interface Shape {
  inputTokens: number;
  outputTokens: number;
  costUsd: string;
  busiestHour: number | null;
}

/**
 * What a period says of a month of 30 days: its tokens, their mix, what a million of them cost, and how far the busiest
 * hour stands above the mean one. Undefined without tokens. Pure.
 */
export function tcoFromTraffic(
  shape: Shape,
  period: { from: Date; to: Date },
  now: Date,
): TcoInput | undefined {
  const tokens = shape.inputTokens + shape.outputTokens;
  if (tokens === 0 || shape.busiestHour === null) return undefined;
  const millionUsd = formatPico(divideHalfEven(parseUsd(shape.costUsd) * MILLION, BigInt(tokens)));
  const days = daysPassed(period, now);
  const meanHour = tokens / (days * 24);
  return {
    tokensPerMonth: Math.round((tokens * MONTH_DAYS) / days),
    inputPercent: ((shape.inputTokens / tokens) * 100).toFixed(2),
    peakFactor: Math.max(1, shape.busiestHour / meanHour).toFixed(2),
    inputUsd: millionUsd,
    outputUsd: millionUsd,
  };
}
