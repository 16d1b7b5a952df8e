import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import type { MetricUnit } from '@/lib/analytics/metrics';
import type { Locale } from '@/lib/i18n/locale';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

/** A value of a metric as people read it; an en dash where there is none. */
export function formatMetric(value: string | undefined, unit: MetricUnit, locale: Locale = 'en'): string {
  if (value === undefined) return '–';
  switch (unit) {
    case 'usd':
      return formatAmountUsd(value, locale);
    case 'share':
      return formatPercent(Number(value), locale);
    case 'ms':
      return formatDuration(Number(value), locale);
    case 'count':
    case 'tokens':
      return formatCount(value, locale);
    default:
      return unit satisfies never;
  }
}
