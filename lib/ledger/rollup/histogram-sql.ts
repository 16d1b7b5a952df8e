import { bucketOf, HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';

const SLOTS = Array.from({ length: HISTOGRAM_BUCKETS }, (_, index) => index);

/** Smallest whole millisecond of each slot above the first: what `width_bucket` cuts by, so that SQL and code agree. */
function thresholds(): number[] {
  const found: number[] = [];
  for (let slot = 1; slot < HISTOGRAM_BUCKETS; slot += 1) {
    let ms = Math.max(1, Math.floor(2 ** (slot / 4)) - 1);
    while (bucketOf(ms) < slot) ms += 1;
    found.push(ms);
  }
  return found;
}

const THRESHOLDS = `'{${thresholds().join(',')}}'::int[]`;

/** Slot of a column of milliseconds, from 0; null for null. */
export function slotOf(column: string): string {
  return `width_bucket(${column}, ${THRESHOLDS})`;
}

/** Histogram of a column of slots over a group; null when the group has none. */
export function countSlots(slot: string): string {
  const counts = SLOTS.map((index) => `count(*) FILTER (WHERE ${slot} = ${index})`);
  return `CASE WHEN count(${slot}) > 0 THEN ARRAY[${counts.join(', ')}]::int[] END`;
}

/** Sum of a column of histograms over a group, slot by slot; null when none has any. */
export function sumHistogram(column: string): string {
  const sums = SLOTS.map((index) => `coalesce(sum(${column}[${index + 1}]), 0)`);
  return `CASE WHEN count(${column}) > 0 THEN ARRAY[${sums.join(', ')}]::int[] END`;
}
