import { LOCALES, type Locale } from '@/lib/i18n/locale';

const whole = new Map(LOCALES.map((locale) => [locale, new Intl.NumberFormat(locale)]));

/** A count with separators. Absent: an en dash, since unknown is not 0. */
export function formatCount(count: number | string | undefined | null, locale: Locale = 'en'): string {
  if (count === undefined || count === null) return '–';
  return whole.get(locale)?.format(typeof count === 'string' ? BigInt(count) : count) ?? String(count);
}
