import type { Locale } from '@/lib/i18n/locale';

/** A day of the calendar (`"2026-11-21"`): in Vietnamese `"21/11/2026"`, in English as it is written in addresses. */
export function formatDay(day: string, locale: Locale): string {
  return locale === 'vi' ? day.split('-').toReversed().join('/') : day;
}
