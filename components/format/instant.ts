import type { Locale } from '@/lib/i18n/locale';

/** Both put the day before the month; Vietnamese in digits, `21/11/2026`, which British English writes the same way. */
const STYLES = {
  en: { day: { day: 'numeric', month: 'short' }, month: { month: 'short', year: 'numeric' } },
  vi: {
    day: { day: '2-digit', month: '2-digit' },
    month: { month: '2-digit', year: 'numeric' },
  },
} as const satisfies Record<Locale, object>;

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

const formats = new Map<string, Intl.DateTimeFormat>();

function write(at: string | Date, zone: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const key = `${locale} ${zone} ${JSON.stringify(options)}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone });
  formats.set(key, known);
  return known.format(new Date(at));
}

/** `"21 Nov 2026, 14:05:09"` in a zone. */
export function formatInstant(at: string | Date, zone: string, locale: Locale = 'en'): string {
  return write(at, zone, locale, { ...STYLES[locale].day, year: 'numeric', ...TIME, second: '2-digit' });
}

/** `"21 Nov 2026"` for the first moment of a day in a zone, else as {@link formatInstant} writes it. */
export function formatMoment(at: string | Date, zone: string, locale: Locale = 'en'): string {
  const isMidnight = write(at, zone, 'en', { ...TIME, second: '2-digit' }) === '00:00:00';
  return isMidnight
    ? write(at, zone, locale, { ...STYLES[locale].day, year: 'numeric' })
    : formatInstant(at, zone, locale);
}

/** `"21 Nov, 14:05:09"`: for lists whose range says the year. */
export function formatShortInstant(at: string | Date, zone: string, locale: Locale = 'en'): string {
  return write(at, zone, locale, { ...STYLES[locale].day, ...TIME, second: '2-digit' });
}

/** A bucket's start at the precision of its size: `"14:30"` within a day, `"21 Nov"` for days, `"Nov 2026"` for months. */
export function formatBucket(at: string | Date, zone: string, unit: string, locale: Locale = 'en'): string {
  if (unit.endsWith('minutes')) return write(at, zone, locale, TIME);
  if (unit.endsWith('hours')) return write(at, zone, locale, { ...STYLES[locale].day, ...TIME });
  if (unit === 'month') return write(at, zone, locale, STYLES[locale].month);
  return write(at, zone, locale, STYLES[locale].day);
}
