import { TZDate } from '@date-fns/tz';
import { addMonths, addWeeks, startOfMonth, startOfISOWeek } from 'date-fns';
import { localDayStart } from './local-day-start';
import { QUARTER_MS, type TimeRange } from './range';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export type BucketUnit = '15 minutes' | '30 minutes' | '3 hours' | 'day' | 'week' | 'month';

interface Grain {
  /** Widest range, inclusive, that is shown in this unit: about 100 points on a chart at the most. */
  upToMs: number;
  unit: BucketUnit;
  next: (at: TZDate, zone: string) => Date;
}

const after = (stepMs: number) => (at: TZDate) => new Date(at.getTime() + stepMs);

/** The one table of range to bucket size. Days and more follow the local calendar, whatever clocks do. */
const GRAINS: readonly Grain[] = [
  { upToMs: 6 * HOUR_MS, unit: '15 minutes', next: after(QUARTER_MS) },
  { upToMs: 36 * HOUR_MS, unit: '30 minutes', next: after(2 * QUARTER_MS) },
  { upToMs: 8 * DAY_MS, unit: '3 hours', next: after(3 * HOUR_MS) },
  { upToMs: 100 * DAY_MS, unit: 'day', next: (at, zone) => localDayStart(at, zone, 1) },
  { upToMs: 500 * DAY_MS, unit: 'week', next: (at) => addWeeks(startOfISOWeek(at), 1) },
  { upToMs: Infinity, unit: 'month', next: (at) => addMonths(startOfMonth(at), 1) },
];

/** Each bucket is made of whole local days. */
export function isWholeDayUnit(unit: BucketUnit): boolean {
  return unit === 'day' || unit === 'week' || unit === 'month';
}

export interface Buckets {
  unit: BucketUnit;
  /** Starts of the buckets in order, and the end of the last one: one more than there are buckets. */
  edges: Date[];
}

/** Cuts a range into the buckets of its chart: no gap, no overlap, first edge `from`, last edge `to`. */
export function bucketsOf(range: Pick<TimeRange, 'from' | 'to' | 'zone'>): Buckets {
  const span = range.to.getTime() - range.from.getTime();
  const grain = GRAINS.find((one) => span <= one.upToMs);
  if (grain === undefined) throw new Error('No bucket size for this range');
  const edges: Date[] = [];
  for (let at = range.from; at < range.to; at = grain.next(new TZDate(at, range.zone), range.zone)) {
    edges.push(new Date(at.getTime()));
  }
  edges.push(new Date(range.to.getTime()));
  return { unit: grain.unit, edges };
}
