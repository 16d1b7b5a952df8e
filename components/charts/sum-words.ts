import { formatCount } from '@/components/format/count';
import { usdTicks } from '@/components/format/usd-axis';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { TimeChartData } from './types';

type SumMeasure = TimeChartData['measure'];

/** A sum as people read it. */
export const sumWords = (value: string, measure: SumMeasure) =>
  measure === 'usd' ? formatAmountUsd(value) : formatCount(value);

/** Every digit of it. */
export const exactSum = (value: string, measure: SumMeasure) =>
  measure === 'usd' ? formatExactUsd(value) : formatCount(value);

const compact = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1, notation: 'compact' });

/** Writes the ticks of an axis that reaches up to `max`. */
export const sumTicks = (max: number, measure: SumMeasure) =>
  measure === 'usd' ? usdTicks(max) : (value: number) => compact.format(value);
