import { msg } from '@/lib/i18n/msg';

/** As a brush over a chart writes an end of a range: to the minute, in UTC. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\dZ$/;
const QUARTER_MS = 15 * 60_000;
const MAX_DAYS = 731;
/** PostgreSQL has no year 0, and no book is older than that. */
const FIRST_MS = 0;

export interface InstantQuery {
  from?: string | undefined;
  to?: string | undefined;
}

/** Whether a range is meant by instants and not by days. Pure. */
export function isInstantRange({ from = '', to = '' }: InstantQuery): boolean {
  return from.includes('T') || to.includes('T');
}

/**
 * A part of a day, or of several: `from` inclusive, `to` exclusive, widened to whole quarter hours. `soon` is the end of the
 * running one. A text says why there is none. Pure.
 */
export function instantRange(query: InstantQuery, soon: Date): { from: Date; to: Date } | string {
  const { from = '', to = '' } = query;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  if (!INSTANT.test(from) || !INSTANT.test(to) || Number.isNaN(start) || Number.isNaN(end))
    return msg('A range by the minute needs two instants such as 2026-11-01T14:00Z.');
  if (start < FIRST_MS) return msg('The range starts before 1970.');
  if (start >= end) return msg('The range ends before it starts.');
  if (end - start > MAX_DAYS * 24 * 3_600_000) return msg(`A range has at most ${MAX_DAYS} days.`);
  const first = Math.floor(start / QUARTER_MS) * QUARTER_MS;
  const last = Math.min(Math.ceil(end / QUARTER_MS) * QUARTER_MS, soon.getTime());
  return first < last ? { from: new Date(first), to: new Date(last) } : msg('The range lies in the future.');
}
