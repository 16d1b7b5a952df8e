import { formatDuration } from '@/components/format/duration';
import { formatPercent } from '@/components/format/percent';
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
    default:
      return measure satisfies never;
  }
}
