import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import type { MetricUnit } from '@/lib/analytics/metrics';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

/** A value of a metric as people read it; an en dash where there is none. */
export function formatMetric(value: string | undefined, unit: MetricUnit): string {
  if (value === undefined) return '–';
  switch (unit) {
    case 'usd':
      return formatAmountUsd(value);
    case 'share':
      return formatPercent(Number(value));
    case 'ms':
      return formatDuration(Number(value));
    case 'count':
    case 'tokens':
      return formatCount(value);
    default:
      return unit satisfies never;
  }
}
