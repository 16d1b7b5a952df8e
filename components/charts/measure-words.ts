import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
import { usdTicks } from '@/components/format/usd-axis';
import type { LineChartData } from './line-types';

/** A figure in words; absent: an en dash. */
export function measureWords(value: number | undefined, measure: LineChartData['measure']): string {
  switch (measure) {
    case 'ms':
      return formatDuration(value);
    case 'share':
      return formatPercent(value);
    case 'rate':
      return value === undefined ? '–' : `${value.toFixed(1)}/s`;
    case 'usd':
      return value === undefined ? '–' : usdTicks(value)(value);
    default:
      return measure satisfies never;
  }
}
