import type { Locale } from '@/lib/i18n/locale';
import { localDecimal } from '@/lib/i18n/number-marks';

/** A figure with so many decimals, without grouping: `"0.50"`, in Vietnamese `"0,50"`. Absent: an en dash. */
export function formatDecimal(value: number | undefined | null, decimals: number, locale: Locale): string {
  if (value === undefined || value === null) return '–';
  return localDecimal(value.toFixed(decimals), locale);
}
