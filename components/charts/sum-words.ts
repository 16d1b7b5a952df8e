import { formatCount } from '@/components/format/count';
import { usdTicks } from '@/components/format/usd-axis';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { Locale } from '@/lib/i18n/locale';
import type { TimeChartData } from './types';

type SumMeasure = TimeChartData['measure'];

/** A sum as people read it. */
export const sumWords = (value: string, measure: SumMeasure, locale: Locale = 'en') =>
  measure === 'usd' ? formatAmountUsd(value, locale) : formatCount(value, locale);

/** Every digit of it. */
export const exactSum = (value: string, measure: SumMeasure, locale: Locale = 'en') =>
  measure === 'usd' ? formatExactUsd(value, locale) : formatCount(value, locale);

/** Writes the ticks of an axis that reaches up to `max`. */
export function sumTicks(max: number, measure: SumMeasure, locale: Locale = 'en') {
  if (measure === 'usd') return usdTicks(max, locale);
  const compact = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, notation: 'compact' });
  return (value: number) => compact.format(value);
}
