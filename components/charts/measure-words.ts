import { formatDecimal } from '@/components/format/decimal';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { usdTicks } from '@/components/format/usd-axis';
import type { Locale } from '@/lib/i18n/locale';
import type { LineChartData } from './line-types';

/** A figure in words; absent: an en dash. */
export function measureWords(
  value: number | undefined,
  measure: LineChartData['measure'],
  locale: Locale = 'en',
): string {
  switch (measure) {
    case 'ms':
      return formatDuration(value, locale);
    case 'share':
      return formatPercent(value, locale);
    case 'rate':
      return value === undefined ? '–' : `${formatDecimal(value, 1, locale)}/s`;
    case 'usd':
      return value === undefined ? '–' : usdTicks(value, locale)(value);
    default:
      return measure satisfies never;
  }
}
