import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns';
import { instantRange, isInstantRange } from './instant-range';
import { localDayStart } from './local-day-start';
import { msg } from '@/lib/i18n/msg';

export const QUARTER_MS = 15 * 60_000;

export const PRESETS = ['24h', '7d', '30d'] as const;
export type Preset = (typeof PRESETS)[number];

/** A span of whole quarter hours: `from` inclusive, `to` exclusive. */
export interface TimeRange {
  preset: Preset | 'custom';
  from: Date;
  to: Date;
  /** IANA zone in which days are counted. */
  zone: string;
  /** First and last local day, `YYYY-MM-DD`. */
  firstDay: string;
  lastDay: string;
  /** Asked for by instants, so that it may begin and end within a day. */
  byMinute?: true;
  /** Why the wanted range is not what is shown. */
  problem?: string;
}

export interface RangeQuery {
  range?: string;
  from?: string;
  to?: string;
}

const DEFAULT: Preset = '30d';
const DAY = /^\d{4}-\d\d-\d\d$/;
const MAX_DAYS = 731;

/** Local day of an instant, `YYYY-MM-DD`. */
export function localDay(at: Date, zone: string): string {
  const local = new TZDate(at, zone);
  const pad = (part: number, length: number) => String(part).padStart(length, '0');
  return `${pad(local.getFullYear(), 4)}-${pad(local.getMonth() + 1, 2)}-${pad(local.getDate(), 2)}`;
}

/** First instant of a local day, or undefined when there is no such day in the calendar. */
function dayStart(day: string, zone: string): TZDate | undefined {
  if (!DAY.test(day)) return undefined;
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const start = startOfDay(new TZDate(year, month - 1, date, 12, zone));
  return localDay(start, zone) === day ? start : undefined;
}

function build(preset: TimeRange['preset'], from: Date, to: Date, zone: string): TimeRange {
  const last = new Date(to.getTime() - 1);
  return {
    preset,
    from: new Date(from.getTime()),
    to: new Date(to.getTime()),
    zone,
    firstDay: localDay(from, zone),
    lastDay: localDay(last, zone),
  };
}

function presetRange(preset: Preset, zone: string, now: Date): TimeRange {
  const to = new Date((Math.floor(now.getTime() / QUARTER_MS) + 1) * QUARTER_MS);
  if (preset === '24h') return build(preset, new Date(to.getTime() - 24 * 3_600_000), to, zone);
  const days = preset === '7d' ? 7 : 30;
  return build(preset, localDayStart(now, zone, 1 - days), to, zone);
}

function customRange(query: RangeQuery, zone: string, now: Date): TimeRange | string {
  const soon = presetRange('24h', zone, now).to;
  if (isInstantRange(query)) {
    const span = instantRange(query, soon);
    return typeof span === 'string' ? span : { ...build('custom', span.from, span.to, zone), byMinute: true };
  }
  const first = dayStart(query.from ?? '', zone);
  const last = dayStart(query.to ?? query.from ?? '', zone);
  if (first === undefined || last === undefined)
    return msg('A custom range needs two dates such as 2026-11-01.');
  if (first > last) return msg('The range ends before it starts.');
  if (localDayStart(first, zone, MAX_DAYS) <= last) return msg(`A range has at most ${MAX_DAYS} days.`);
  const end = localDayStart(last, zone, 1);
  if (first >= soon) return msg('The range lies in the future.');
  return build('custom', first, end < soon ? end : soon, zone);
}

/**
 * The range that a URL asks for, in the workspace's own days. `7d` and `30d` are whole local days, today
 * included; `24h` goes back from the running quarter hour. What cannot be read becomes the default, and says so.
 */
export function resolveRange(query: RangeQuery, zone: string, now: Date): TimeRange {
  const wanted = query.range ?? (query.from === undefined ? DEFAULT : 'custom');
  const preset = PRESETS.find((one) => one === wanted);
  if (preset !== undefined) return presetRange(preset, zone, now);
  const custom = wanted === 'custom' ? customRange(query, zone, now) : msg('There is no such range.');
  if (typeof custom !== 'string') return custom;
  return { ...presetRange(DEFAULT, zone, now), problem: msg(`${custom} Showing the last 30 days.`) };
}
