import type { ChartSeries } from './types';

/** Address of the rows of a series in one bucket; undefined where the series has none. */
export function rowsOf(
  series: Pick<ChartSeries, 'rows'> | undefined,
  { start, end }: { start: string; end: string },
): string | undefined {
  if (series?.rows === undefined) return undefined;
  const within = new URLSearchParams({ since: start, until: end });
  return `${series.rows}${series.rows.includes('?') ? '&' : '?'}${within}`;
}
