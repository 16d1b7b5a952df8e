import type { Picked } from './geometry';

interface Brushed {
  points: readonly { start: string; end: string }[];
  /** IANA zone of the chart. */
  zone: string;
  /** The last bucket is still being filled: it ends when its day does. */
  unfinished: boolean;
}

/** Ends of a custom range as the address has them. */
export interface RangeEnds {
  from: string;
  to: string;
}

/** The range of some buckets: by days where it is made of whole ones, else by the minute in UTC. Pure. */
export function rangeOf(
  { points, zone, unfinished }: Brushed,
  { first, last }: Picked,
): RangeEnds | undefined {
  const start = points[first]?.start;
  const end = points[last]?.end;
  if (start === undefined || end === undefined) return undefined;
  const endsOpen = unfinished && last === points.length - 1;
  if (timeOf(start, zone) === '00:00' && (endsOpen || timeOf(end, zone) === '00:00'))
    return { from: dayOf(start, zone), to: dayOf(new Date(Date.parse(end) - 1).toISOString(), zone) };
  return { from: minuteOf(start), to: minuteOf(end) };
}

const minuteOf = (instant: string) => `${new Date(instant).toISOString().slice(0, 16)}Z`;

// Sweden writes dates and times as ISO does.
function dayOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short' }).format(new Date(instant));
}

function timeOf(instant: string, zone: string): string {
  return new Intl.DateTimeFormat('sv', { timeZone: zone, timeStyle: 'short' }).format(new Date(instant));
}
