import type { ChartMark } from './types';

/** Starts of the buckets in which something was changed, each once: where a chart draws its marks. */
export function markedStarts(
  points: readonly { start: string; end: string }[],
  marks: readonly ChartMark[] = [],
): string[] {
  return points
    .filter(({ start, end }) =>
      marks.some(({ at }) => Date.parse(start) <= Date.parse(at) && Date.parse(at) < Date.parse(end)),
    )
    .map(({ start }) => start);
}
