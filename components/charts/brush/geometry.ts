/** Where the buckets of a chart lie across its box, in pixels: as bands side by side, or as points from edge to edge. */
export interface Plot {
  left: number;
  right: number;
  buckets: 'bands' | 'points';
}

/** First and last bucket, in order, both included. */
export interface Picked {
  first: number;
  last: number;
}

/** The bucket at a place across a chart; places beside the plot count as its edge. Pure. */
export function bucketAt(x: number, width: number, count: number, { left, right, buckets }: Plot): number {
  const share = Math.min(1, Math.max(0, (x - left) / Math.max(1, width - left - right)));
  return buckets === 'bands'
    ? Math.min(count - 1, Math.floor(share * count))
    : Math.round(share * (count - 1));
}

/** From where to where a selection is drawn, as shares of the plot. Pure. */
export function extentOf(
  { first, last }: Picked,
  count: number,
  { buckets }: Plot,
): [from: number, to: number] {
  if (buckets === 'bands') return [first / count, (last + 1) / count];
  const step = 1 / Math.max(1, count - 1);
  return [Math.max(0, (first - 0.5) * step), Math.min(1, (last + 0.5) * step)];
}

/** What two ends enclose, whichever comes first. Pure. */
export function between(one: number, other: number): Picked {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}
